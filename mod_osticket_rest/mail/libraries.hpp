// SPDX-License-Identifier: MIT
#pragma once

namespace ost::mail {

/// Makes GMime and libcurl ready, once per process and before any thread uses them. Only in a
/// child of httpd: GMime registers types for the life of the process, which must not outlive the
/// library, and httpd's parent unloads its modules at every restart. It registers some of them at
/// their first use without a lock, so only one thread of a process writes messages at a time.
class Libraries {
 public:
  Libraries();
  ~Libraries();
  Libraries(const Libraries&) = delete;
  Libraries& operator=(const Libraries&) = delete;
};

}  // namespace ost::mail
