// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "domain/files/file_store.hpp"
#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// What goes with an entry besides its text.
struct EntryExtras {
  std::vector<FileUse> files{};  ///< that are there already
  std::vector<std::string>* warnings =
      nullptr;  ///< get what is to be said of files, if anybody asks
};

/// Writes an entry of an action with its text and its attachments (ThreadEntry::create).
base::Result<EntryView> post_entry(const TicketAction& action, db::NewEntryRow entry,
                                   const EntryText& text, EntryExtras extras = {});

}  // namespace ost::domain
