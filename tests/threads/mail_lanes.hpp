// SPDX-License-Identifier: MIT
#pragma once

namespace ost::threads {

// Both need a `mail::Libraries` object.

/// Lanes of one help desk, each in a thread, hand all their messages to a mail server, each once.
bool lanes_send_each_message_once();

/// Lanes that a mail server keeps waiting end when they are told to, and give their messages back.
bool lanes_end_while_a_mail_server_hangs();

}  // namespace ost::threads
