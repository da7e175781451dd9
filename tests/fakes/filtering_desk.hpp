// SPDX-License-Identifier: MIT
// A help desk with forms, lists and a filter, and what its filters see of a request.
#pragma once

#include "domain/create/fill_forms.hpp"
#include "domain/create/placement.hpp"
#include "domain/filters/filter_data.hpp"
#include "domain/thread/thread_post.hpp"
#include "fakes/fake_connection.hpp"

#include <CppUTest/TestHarness.h>

namespace ost::fakes {

inline constexpr std::int64_t kEnabled = 0x0001;

struct FilteringDesk : domain::HelpDesk {
  FilteringDesk() {
    forms = {{1, "T", "Ticket"},
             {2, "U", "User"},
             {3, "O", "Organisation"},
             {4, "G", "Extra"},
             {5, "L7", "Quay"}};
    form_fields = {{20, 1, kEnabled, "text", "Subject", "subject", ""},
                   {21, 1, kEnabled | 2, "thread", "Message", "message", ""},
                   {22, 1, kEnabled, "text", "Count", "count", ""},
                   {23, 1, kEnabled, "list-7", "Quays", "quays", R"({"multiselect":true})"},
                   {1, 2, kEnabled, "text", "Address", "email", ""},
                   {2, 2, kEnabled, "text", "Name", "name", ""},
                   {3, 2, kEnabled, "text", "Rank", "rank", ""},
                   {4, 2, kEnabled, "bool", "Guest", "guest", ""},
                   {5, 2, kEnabled, "list-7", "Home", "home", "{}"},
                   {30, 3, kEnabled, "text", "Name", "name", ""},
                   {31, 3, kEnabled, "text", "Tier", "tier", ""},
                   {40, 4, kEnabled, "text", "Asset", "asset", ""},
                   {41, 4, kEnabled, "text", "Count", "count", ""},
                   {24, 1, kEnabled, "priority", "Urgency", "priority", ""},
                   {50, 5, kEnabled, "text", "Depth", "depth", ""},
                   {51, 5, kEnabled, "bool", "Lit", "lit", ""}};
    list_items = {{1, 7, 1, "North", "N", R"({"50":"deep","51":"1","99":"gone"})"},
                  {2, 7, 1, "South", "S", R"({"50":"flat"})"}};
    topics.resize(2);
    topics[0].id = 5;
    topics[0].flags = 2;
    topics[1].id = 6;
    topic_forms = {{5, 4, 1, ""}};
    priorities = {{2, "high", "High", 1, true}};
    filters = {{1, 1, true, false, false, "Any", "Filter"}};
  }
  void ask_for(const char* what) { filter_rules.push_back({1, what, "equal", "x", true}); }
};

inline domain::NewTicket a_request() {
  domain::NewTicket request;
  request.email = "jane@dock.example";
  request.name = "Jane";
  request.subject = " Crane ";
  request.message = " stuck ";
  return request;
}

/// A request on its way, and what filters see of it.
struct SeenByFilters {
  explicit SeenByFilters(domain::NewTicket sent) : request(std::move(sent)) {
    user.address = request.email;
    user.name = request.name.value_or("");
  }
  void as_known_user() { user = {3, 7, "Jane", 0, 0, "jane@dock.example"}; }
  bool is_known() const { return user.id > 0; }
  domain::FilteredTicket ticket(const domain::FormEntry* new_user_form,
                                std::optional<std::int64_t> topic_id) const {
    return {desk, forms->ticket, post.text, user, new_user_form, organization, topic_id};
  }
  domain::FilterData collect() {
    auto filled = domain::fill_forms(desk, request);
    CHECK_TRUE(bool(filled));
    forms = std::move(filled).value();
    auto prepared =
        domain::prepare_message(desk, {request.subject, request.message, request.attachments});
    CHECK_TRUE(bool(prepared));
    post = std::move(prepared).value();
    auto loaded = domain::load_stored_filter_data(connection, desk, user.id, organization.id);
    CHECK_TRUE(bool(loaded));
    stored = std::move(loaded).value();
    return domain::filter_data(ticket(is_known() ? nullptr : &*forms->new_user, request.topic_id),
                               stored);
  }
  /// What the filters see once the user and the ticket are there.
  domain::FilterData collect_after_creation() {
    const bool was_known = is_known();
    collect();
    user = {3, 7, stored_name.value_or(user.name), 0, 0, user.address};
    return domain::filter_data_after_creation(
        ticket(was_known ? nullptr : &*forms->new_user,
               verdict.topic_id ? verdict.topic_id : request.topic_id),
        stored);
  }
  FilteringDesk desk;
  fakes::FakeConnection connection;
  domain::StoredFilterData stored;
  domain::NewTicket request;
  db::UserRow user;
  std::optional<std::string> stored_name;  ///< where it is not the one that was sent
  db::OrganizationRow organization;
  domain::FilterVerdict verdict;
  std::optional<domain::FilledForms> forms;
  domain::PreparedPost post;
};

inline std::string text_of(const domain::FilterData& data, const char* what) {
  const auto found = data.find(what);
  return found == data.end() ? "(none)" : found->second;
}

}  // namespace ost::fakes
