# SPDX-License-Identifier: MIT
"""Who may do what."""
import json
import os

from harness import ELSEWHERE, INACTIVE, KEY, NO_CREATE, RANGES, Deadline, SystemTest


class Key(SystemTest):
    def test_is_required(self):
        answer = self.get(key=None)
        self.assert_error(401, "Missing API key", answer)
        self.assertEqual("missing_api_key", answer.json["code"])

    def test_that_is_unknown_is_refused(self):
        self.assert_error(403, "Invalid API key", self.get(key="NOPE"))

    def test_that_is_not_active_is_refused(self):
        self.assert_error(403, "Invalid API key", self.get(key=INACTIVE))

    def test_compares_byte_for_byte(self):
        self.assert_error(403, "Invalid API key", self.get(key=KEY.lower()))
        self.assert_error(403, "Invalid API key", self.get(key=KEY + " x"))

    def test_of_another_address_is_refused(self):
        self.assert_error(403, "Unauthorized IP", self.get(key=ELSEWHERE))

    def test_may_be_bound_to_ranges(self):
        self.assertEqual(200, self.get(key=RANGES).status)

    def test_without_the_right_to_create_reads_only(self):
        self.assertEqual(200, self.get(key=NO_CREATE).status)
        answer = self.send("POST", body={"email": "a@b.example"}, key=NO_CREATE)
        self.assertEqual((403, "forbidden"), (answer.status, answer.json["code"]))

    def test_is_checked_before_the_request(self):
        self.assertEqual(403, self.get("?nope=1", key="NOPE").status)

    def test_is_never_in_an_answer_or_in_the_log(self):
        for key in (KEY, INACTIVE, ELSEWHERE, "SECRET0UNKNOWN"):
            self.assertNotIn(key.encode(), self.get(key=key).body)
        log = self.httpd.log()
        self.assertNotIn("HARBOUR", log)
        self.assertNotIn("SECRET0UNKNOWN", log)

    def test_as_sql_is_only_text(self):
        for text in ("' OR '1'='1", "x' OR 1=1 -- ", "\\' OR 1=1 -- ", "%", "1 OR SLEEP(5)"):
            self.assert_error(403, "Invalid API key", self.get(key=text))


class Remembered(Key):
    """The same, where a key that was let in is remembered for longer than the tests take."""
    key_ttl = 60000

    def switch(self, is_active):
        self.sql("UPDATE ost_api_key SET isactive = %d WHERE id = 5" % is_active)

    def test_that_is_switched_off_goes_on_for_what_it_was_let_in_for(self):
        self.assertEqual(200, self.get(key=RANGES).status)
        self.switch(0)
        self.addCleanup(self.switch, 1)
        self.assertEqual(200, self.get(key=RANGES).status)
        self.assert_error(403, "Invalid API key", self.send("DELETE", "?id=999", key=RANGES))

    def test_that_was_refused_is_let_in_once_it_is_right(self):
        self.assertEqual(403, self.get(key=INACTIVE).status)
        self.sql("UPDATE ost_api_key SET isactive = 1 WHERE id = 2")
        self.assertEqual(200, self.get(key=INACTIVE).status)
        self.sql("UPDATE ost_api_key SET isactive = 0 WHERE id = 2")
        self.httpd.stop()
        type(self).httpd = self.make_httpd().start()


class SwitchedOff(SystemTest):
    key_ttl = 300

    def test_is_refused_after_its_time(self):
        self.assertEqual(200, self.get().status)
        self.sql("UPDATE ost_api_key SET isactive = 0 WHERE id = 1")
        self.addCleanup(self.sql, "UPDATE ost_api_key SET isactive = 1 WHERE id = 1")
        deadline = Deadline()
        while self.get().status != 403:
            deadline.check()


class SwitchedOffAtOnce(SystemTest):
    def test_is_refused_at_once(self):
        self.assertEqual(200, self.get().status)
        self.sql("UPDATE ost_api_key SET isactive = 0 WHERE id = 1")
        self.addCleanup(self.sql, "UPDATE ost_api_key SET isactive = 1 WHERE id = 1")
        self.assert_error(403, "Invalid API key", self.get())


class KeyBehindProxy(SystemTest):
    settings = "LoadModule remoteip_module /usr/lib/apache2/modules/mod_remoteip.so\n" \
               "RemoteIPHeader X-Forwarded-For\nRemoteIPInternalProxy 127.0.0.1"

    def test_sees_the_clients_address(self):
        self.assertEqual(200, self.get(key=ELSEWHERE, headers={"X-Forwarded-For": "192.0.2.7"}).status)
        self.assertEqual(403, self.get(key=RANGES, headers={"X-Forwarded-For": "198.51.100.1"}).status)


class AccessLog(SystemTest):
    settings = 'LogFormat "%u %{OSTICKET_KEY_ID}e %{osticket-sql-statements}n" key\nCustomLog "access.log" key'

    def test_names_the_key_by_its_id(self):
        self.get()
        self.httpd.stop()
        with open(os.path.join(self.httpd.folder, "access.log")) as f:
            user, key_id, statements = f.readline().split()
        self.assertEqual(("key-1", "1"), (user, key_id))
        self.assertGreater(int(statements), 1)


class Methods(SystemTest):
    def test_options_needs_no_key(self):
        answer = self.send("OPTIONS", key=None)
        self.assertEqual(200, answer.status)
        self.assertEqual("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", answer.headers["allow"])

    def test_others_are_refused_with_allow(self):
        for method in ("MOVE", "REPORT", "FROBNICATE"):
            answer = self.send(method)
            self.assertEqual((405, "method_not_allowed"), (answer.status, answer.json["code"]))
            self.assertIn("PATCH", answer.headers["allow"])

    def test_head_has_the_headers_of_get_and_no_body(self):
        got, headed = self.get(), self.send("HEAD")
        self.assertEqual(b"", headed.body)
        for name in ("content-length", "content-type", "cache-control"):
            self.assertEqual(got.headers[name], headed.headers[name])

    def test_answers_are_json_that_is_not_stored(self):
        for answer in (self.get(), self.get(key=None), self.get("?nope=1"), self.send("POST", body=b"x")):
            self.assertEqual("application/json", answer.headers["content-type"])
            self.assertEqual("no-store", answer.headers["cache-control"])
            self.assertEqual(len(answer.body), int(answer.headers["content-length"]))
            self.assertNotIn("set-cookie", answer.headers)
            json.loads(answer.body)
