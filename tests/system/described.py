# SPDX-License-Identifier: MIT
"""Compares recorded exchanges with docs/openapi.yaml. Runs under Debian's own Python, which has the two libraries.
   described.py openapi.yaml EXCHANGES [--all]    with --all everything described has to be among the exchanges
Prints what is wrong, one a line; exit status 1 when there is something.
"""
import json
import re
import sys
import urllib.parse

import jsonschema
import yaml

# Of longer lists both ends are looked at: the items in between are made by the same lines of code.
LONGEST_LIST = 60
PREFIX = "/api/v1"


class Description:
    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            self.root = yaml.safe_load(f)
        self.resolver = jsonschema.RefResolver("", self.root)
        self.met = set()

    def resolve(self, node):
        while "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node

    def operation(self, path, method):
        """(path as described, operation); an operation of None when there is none."""
        # Two names of one resource.
        path = re.sub("^/tickets(?=/|$)", "/tickets.php", path.removeprefix(PREFIX))
        for described, methods in self.root["paths"].items():
            pattern = re.sub(r"\\{\w+\\}", "[0-9]+", re.escape(described))
            if re.fullmatch(pattern, path) and method.lower() in methods:
                return described, methods[method.lower()]
        return path, None

    def errors(self, schema, value):
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver)
        return ["%s: %s" % ("/".join(map(str, e.absolute_path)) or "whole", e.message[:200])
                for e in validator.iter_errors(value)]

    def fields(self, schema):
        """(name of a field, its schema) of all objects that a schema consists of; names begin with the component."""
        name = schema.get("$ref", "").rpartition("/")[2]
        schema = self.resolve(schema)
        for field, inner in schema.get("properties", {}).items():
            yield "%s.%s" % (name, field), inner
            yield from self.fields(inner)
        for inner in [schema["items"]] if "items" in schema else schema.get("anyOf", []):
            yield from self.fields(inner)

    def meet(self, schema, value):
        """Notes the fields that a value has."""
        name = schema.get("$ref", "").rpartition("/")[2]
        schema = self.resolve(schema)
        if isinstance(value, list):
            for item in value:
                self.meet(schema.get("items", {}), item)
        for choice in schema.get("anyOf", []):
            if not self.errors(choice, value):
                self.meet(choice, value)
        if isinstance(value, dict):
            for field, inner in schema.get("properties", {}).items():
                if field in value:
                    self.met.add("%s.%s" % (name, field))
                    self.meet(inner, value[field])


def shortened(value):
    if isinstance(value, list):
        half = LONGEST_LIST // 2
        return [shortened(v) for v in (value if len(value) <= LONGEST_LIST else value[:half] + value[-half:])]
    if isinstance(value, dict):
        return {name: shortened(v) for name, v in value.items()}
    return value


def typed(schema, text):
    return int(text) if schema.get("type") == "integer" and re.fullmatch("-?[0-9]+", text) else text


def described_name(known, name):
    """The name by which the description has a parameter: a part of it may be in braces."""
    return next((k for k in known if "{" in k and re.fullmatch(re.sub(r"\\{\w+\\}", ".+", re.escape(k)), name)), name)


def check_request(description, operation, where, exchange):
    """What a request that was carried out has, and the description does not."""
    wrong = []
    known = {}
    for parameter in map(description.resolve, operation.get("parameters", [])):
        known[parameter["name"]] = parameter
    given = urllib.parse.parse_qsl(exchange["query"], keep_blank_values=True)
    for sent, text in given:
        name = described_name(known, sent)
        if name not in known:
            wrong.append("parameter %s is not described" % name)
            continue
        if not text and known[name].get("allowEmptyValue"):
            continue
        schema = description.resolve(known[name]["schema"])
        wrong += ["parameter %s %s" % (name, e) for e in description.errors(schema, typed(schema, text))]
        description.met.add("%s ?%s" % (where, name))
    names = {described_name(known, name) for name, _ in given}
    wrong += ["parameter %s is missing" % p["name"] for p in known.values() if p.get("required") and p["name"] not in names]
    if operation.get("security") != [] and not exchange["has_key"]:
        wrong.append("carried out without a key")
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        body = json.loads(exchange["sent"].removeprefix("\ufeff"))
        wrong += ["request %s" % e for e in description.errors(schema, body)]
        description.meet(schema, body)
    elif exchange["sent"]:
        wrong.append("a body is not described")
    return wrong


def check_headers(description, answer, exchange):
    wrong = []
    for name, header in answer.get("headers", {}).items():
        header = description.resolve(header)
        value = exchange["headers"].get(name.lower())
        if value is not None:
            wrong += ["header %s %s" % (name, e) for e in description.errors(header["schema"], value)]
        elif header.get("required"):
            wrong.append("header %s is missing" % name)
    return wrong


def check_body(description, answer, exchange):
    if "content" not in answer:
        return ["a body is not described"] if exchange["received"] else []
    # What a file holds is its own business.
    if "*/*" in answer["content"]:
        return []
    if exchange["headers"].get("content-type") not in answer["content"]:
        return ["content type %s is not described" % exchange["headers"].get("content-type")]
    schema = answer["content"]["application/json"]["schema"]
    body = shortened(json.loads(exchange["received"]))
    description.meet(schema, body)
    return description.errors(schema, body)


def code_of(exchange):
    return json.loads(exchange["received"] or "{}").get("code")


def is_nowhere(exchange):
    """True for an address outside of the description's, and for one that the module does not know."""
    outside = not exchange["path"].startswith(PREFIX + "/")
    return outside or exchange["status"] == 404 and exchange["received"] and code_of(exchange) == "not_found"


def is_refused(exchange):
    """True for the answer to a method or an address that is not described, and for what lies outside."""
    if is_nowhere(exchange) or exchange["status"] == 404 and exchange["method"] == "HEAD":
        return True
    return exchange["status"] == 405 and "allow" in exchange["headers"] and code_of(exchange) == "method_not_allowed"


def check(description, exchange):
    path, operation = description.operation(exchange["path"], exchange["method"])
    if operation is None or is_nowhere(exchange):
        return [] if is_refused(exchange) else ["method is not described"]
    where = "%s %s" % (exchange["method"], path)
    answer = operation["responses"].get(str(exchange["status"]))
    if answer is None:
        return ["status %d is not described" % exchange["status"]]
    answer = description.resolve(answer)
    description.met.add(outcome(where, exchange["status"]))
    wrong = check_headers(description, answer, exchange) + check_body(description, answer, exchange)
    if exchange["status"] < 300:
        wrong += check_request(description, operation, where, exchange)
    return wrong


def outcome(where, status):
    """A success by method and path; a failure by its method, since all paths share their making."""
    return "%s %d" % (where if status < 400 else where.partition(" ")[0], status)


def everything(description):
    """All that exchanges can meet."""
    for path, methods in description.root["paths"].items():
        for method, operation in methods.items():
            if method in ("servers", "parameters"):
                continue
            where = "%s %s" % (method.upper(), path)
            # Of a form's parts the record has nothing.
            contents = operation.get("requestBody", {}).get("content", {})
            schemas = [c["schema"] for kind, c in contents.items() if kind == "application/json"]
            for parameter in map(description.resolve, operation.get("parameters", [])):
                if parameter["in"] == "query":
                    yield "%s ?%s" % (where, parameter["name"])
            for status, answer in operation["responses"].items():
                yield outcome(where, int(status))
                schemas += [c["schema"] for c in description.resolve(answer).get("content", {}).values()]
            for schema in schemas:
                yield from (name for name, _ in description.fields(schema))


def main():
    description = Description(sys.argv[1])
    failed, count = False, 0
    with open(sys.argv[2], encoding="utf-8") as f:
        for line in f:
            exchange = json.loads(line)
            count += 1
            for sentence in check(description, exchange):
                failed = True
                print("%(method)s %(path)s?%(query)s %(status)d: " % exchange + sentence)
    print("%d different exchanges" % count)
    if "--all" in sys.argv[3:]:
        for name in sorted(set(everything(description)) - description.met):
            failed = True
            print("described and met by no test: " + name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
