"""A mail server for the tests: aiosmtpd, made to misbehave by the name before the @.

Prints its port, then a line of JSON for every mail it took. `slow` is never answered, `late` after three seconds, `busy` is told 451 the first
two times, `never` is told 554, `bulk` too, but only when the whole mail was there; `stays` is taken, and its goodbye not answered.
"""

import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self):
        self.busy = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        who = address.split("@")[0]
        if who == "never":
            return "554 5.7.1 <%s> is not wanted here" % address
        if who == "busy":
            self.busy[address] = self.busy.get(address, 0) + 1
            if self.busy[address] <= 2:
                return "451 4.3.0 not now"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("slow"):
            await asyncio.sleep(3600)
        if envelope.rcpt_tos[0].startswith("late"):
            await asyncio.sleep(3)
        if envelope.rcpt_tos[0].startswith("bulk"):
            return "554 5.7.1 not wanted here"
        session.stays = envelope.rcpt_tos[0].startswith("stays")
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = {
            "to": envelope.rcpt_tos,
            "id": message["Message-ID"],
            "subject": message["Subject"],
            "automatic": message["Auto-Submitted"],
            "mime": message["MIME-Version"],
            "text": message.get_content(),
            "tls": session.ssl is not None,
            "signed_in": bool(session.authenticated),
        }
        print(json.dumps(line), flush=True)
        return "250 taken"

    async def handle_QUIT(self, server, session, envelope):
        if getattr(session, "stays", False):
            await asyncio.sleep(3600)
        return "221 Bye"


def check(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"dardr", b"a password"))


async def main(mode, certificate, key):
    context = None
    if mode != "plain":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    starttls = mode == "starttls"
    handler = Handler()

    def session():
        return SMTP(
            handler,
            hostname="localhost",
            tls_context=context if starttls else None,
            require_starttls=starttls,
            authenticator=check,
            auth_required=mode != "plain",
            auth_require_tls=starttls,
        )

    port = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", port, ssl=context if mode == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(*sys.argv[1:4]))
