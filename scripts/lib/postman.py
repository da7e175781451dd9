# SPDX-License-Identifier: MIT
"""Makes the Postman collection of docs/openapi.yaml; the result goes to standard output.
   postman.py FILE.yaml

One request for each method, in an order in which a run leaves the help desk as it was: the ticket that is created is
changed and deleted. Each asserts the status, the headers and the shape of its answer.
"""
import json
import sys

import yaml

# The others speak of the ticket that the first one creates.
ORDER = ["post", "options", "get", "head", "put", "patch", "delete"]
# The ticket is deleted once, and there is no other one.
LEFT_OUT = [("/tickets.php/{id}", "delete"), ("/tickets.php/{id}/merge", "post"), ("/tickets.php/{id}/links", "post"),
            ("/tickets.php/{id}/links/{other}", "delete"), ("/tickets.php/{id}/collaborators/{user_id}", "delete")]
BODIES = {"post": {"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire.",
                   "attachments": [{"note.txt": "data:text/plain,It burns since noon."}]},
          "put": {"topic_id": 0}, "patch": {"status_id": 1}}
BODIES_OF_ACTIONS = {"collaborators": {"email": "joe@example.com", "name": "Joe Doe"}, "replies": {"message": "<p>On its way.</p>"},
                     "notes": {"title": "Who it is", "message": "A regular."}, "messages": {"message": "It still burns."},
                     "referrals": {"dept_id": 2, "comments": "Please have a look."}}
QUERIES = {"showTicket": [{"key": "include", "value": "attachments"}]}
NOT_OF_SCHEMAS = ("description", "examples", "example")


def is_left_out(path, method):
    """Of a catalogue the list is enough: a single row needs an id that the help desk may not have."""
    is_catalogue = not path.startswith("/tickets.php") and path != "/openapi.json"
    return (path, method) in LEFT_OUT or is_catalogue and (method != "get" or "{id}" in path)


def inlined(root, node):
    """A schema without references, for a validator that sees nothing else of the file."""
    if isinstance(node, list):
        return [inlined(root, item) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        target = root
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return inlined(root, target)
    return {name: {field: inlined(root, inner) for field, inner in value.items()} if name == "properties"
            else inlined(root, value) for name, value in node.items() if name not in NOT_OF_SCHEMAS}


# What a request tells those behind it.
FOUND = {"createTicket": ['pm.environment.set("TICKET_ID", String(pm.response.json().id));'],
         "showTicket": ['const files = pm.response.json().ticket.responses.flatMap(entry => entry.attachments);',
                        'if (files.length) pm.environment.set("FILE_ID", String(files[0].file_id));']}


def tests(root, method, status, answer, operation):
    lines = ['pm.test("status is %s", () => pm.response.to.have.status(%s));' % (status, status)]
    for name, header in answer.get("headers", {}).items():
        if header.get("required"):
            lines.append('pm.test("%s is there", () => pm.response.to.have.header("%s"));' % (name, name))
    if method == "head":
        return lines + ['pm.test("no body", () => pm.expect(pm.response.text()).to.equal(""));']
    if "application/json" not in answer["content"]:
        return lines
    schema = inlined(root, answer["content"]["application/json"]["schema"])
    lines += ['pm.test("answer is as described", () => pm.response.to.have.jsonSchema(%s));'
              % json.dumps(schema, sort_keys=True)]
    return lines + FOUND.get(operation, [])


def request(root, path, method, operation):
    query = QUERIES.get(operation["operationId"], [])
    if path == "/tickets.php" and method not in ("post", "options"):
        query = [{"key": "id", "value": "{{TICKET_ID}}"}]
    path = path.replace("{id}", "{{TICKET_ID}}").replace("{file_id}", "{{FILE_ID}}")
    address = "{{BASE_URL}}" + path
    made = {"method": method.upper(), "description": operation["description"], "header": [],
            "url": {"raw": address + ("?" + "&".join("%(key)s=%(value)s" % q for q in query) if query else ""), "host": ["{{BASE_URL}}"],
                    "path": path.strip("/").split("/"), "query": query}}
    if operation.get("security") != []:
        made["header"].append({"key": "X-API-Key", "value": "{{API_KEY}}"})
    if "Actions" in operation["tags"]:
        made["header"].append({"key": "X-Staff-Id", "value": "{{STAFF_ID}}"})
    if method in BODIES:
        made["header"].append({"key": "Content-Type", "value": "application/json"})
        body = BODIES_OF_ACTIONS.get(path.rpartition("/")[2], BODIES[method])
        made["body"] = {"mode": "raw", "raw": json.dumps(body, indent=2)}
    return made


def item(root, path, method, operation):
    status, answer = next(iter(operation["responses"].items()))
    return {"name": "%s (%s)" % (operation["summary"], method.upper()), "request": request(root, path, method, operation),
            "event": [{"listen": "test", "script": {"type": "text/javascript",
                                                    "exec": tests(root, method, status, inlined(root, answer),
                                                                  operation["operationId"])}}]}


def collection(root):
    items = [item(root, path, method, methods[method]) for method in ORDER for path, methods in root["paths"].items()
             if method in methods and not is_left_out(path, method)]
    return {"info": {"name": root["info"]["title"], "description": root["info"]["summary"],
                     "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
            "item": items,
            "variable": [{"key": "BASE_URL", "value": "http://127.0.0.1:8080/api/v1"}, {"key": "API_KEY", "value": ""},
                         {"key": "TICKET_ID", "value": ""}, {"key": "FILE_ID", "value": ""}, {"key": "STAFF_ID", "value": ""}]}


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        root = yaml.safe_load(f)
    print(json.dumps(collection(root), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
