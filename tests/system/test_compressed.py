# SPDX-License-Identifier: MIT
"""Answers that httpd compresses."""
import gzip
import json
import subprocess

from harness import SystemTest
from transport import SlowReader, load, long_thread


def unbrotli(data):
    program = ("const b=[];process.stdin.on('data',d=>b.push(d));process.stdin.on('end',()=>"
               "process.stdout.write(require('zlib').brotliDecompressSync(Buffer.concat(b))))")
    return subprocess.run(["node", "-e", program], input=data, stdout=subprocess.PIPE, check=True).stdout


class Compressed(SystemTest):
    ENTRIES = 9000
    # With a small buffer in the kernel httpd cannot hide a whole answer there.
    settings = load("filter", "deflate", "brotli") + "SendBufferSize 65536\n"
    decode = {"gzip": gzip.decompress, "br": unbrotli}

    @classmethod
    def make_httpd(cls, settings=""):
        return super().make_httpd(settings + "SetOutputFilter BROTLI_COMPRESS;DEFLATE")

    @classmethod
    def fill(cls):
        cls.sql(long_thread(cls.ENTRIES))

    def shown(self, encoding, data):
        return [len(t["responses"]) for t in json.loads(self.decode[encoding](data))["tickets"]]

    def test_answers_are_whole(self):
        entries = self.number("SELECT COUNT(*) FROM ost_thread_entry")
        for encoding in self.decode:
            answer = self.get(headers={"Accept-Encoding": encoding})
            self.assertEqual((encoding, "chunked"), (answer.headers["content-encoding"],
                                                     answer.headers["transfer-encoding"]))
            self.assertIn("Accept-Encoding", answer.headers["vary"])
            self.assertEqual([entries, 0], self.shown(encoding, answer.body))

    def test_short_answers_and_errors_are_compressed_too(self):
        for encoding in self.decode:
            for query, status in (("?id=2", 200), ("?nope=1", 400)):
                answer = self.get(query, headers={"Accept-Encoding": encoding})
                self.assertEqual((status, encoding), (answer.status, answer.headers["content-encoding"]))
                json.loads(self.decode[encoding](answer.body))

    def test_a_client_that_wants_none_gets_none(self):
        answer = self.get(headers={"Accept-Encoding": "identity"})
        self.assertNotIn("content-encoding", answer.headers)
        self.assertEqual(2, len(answer.json["tickets"]))

    def test_streams_hold_no_connection(self):
        for encoding in self.decode:
            readers = []
            try:
                for _ in range(10):  # more than there are connections
                    readers.append(SlowReader(self.httpd.port, encoding))
                self.assertEqual({encoding}, {r.answer.getheader("Content-Encoding") for r in readers})
                self.assertEqual(200, self.get("?id=2").status)
            finally:
                for reader in readers:
                    reader.close()

    def test_streams_read_the_database_as_the_client_reads(self):
        """What is deleted once the first bytes are there is missing at the end."""
        for encoding in self.decode:
            reader = SlowReader(self.httpd.port, encoding)
            try:
                last = self.number("SELECT COUNT(*) FROM ost_thread_entry")
                self.sql("DELETE FROM ost_thread_entry WHERE id > %d" % (last - 100))
                self.assertEqual([last - 100, 0], self.shown(encoding, reader.rest()))
            finally:
                reader.close()
