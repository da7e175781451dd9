// SPDX-License-Identifier: MIT
#pragma once

#include "domain/create/ticket_draft.hpp"

namespace ost::domain {

/// Builds the ticket's forms from the topic that was asked for: the ticket form, with the fields
/// that the topic turns off, and the topic's own forms; then the user form (Topic::getForms). Needs
/// no row.
base::Status fill_forms(TicketDraft& draft);

/// Once the requester is known: takes the filled user form for a new one, and warns of what no form
/// took. kInvalidFields for what the forms that count could not take.
base::Status settle_forms(TicketDraft& draft);

/// The topic that counts: the one asked for or set by a filter, else the help desk's default. One
/// that is not active still counts, as in osTicket, but without its forms.
void choose_topic(TicketDraft& draft);

/// True when the topic's own forms count: it exists and is active (Topic::isActive).
bool uses_topic_forms(const TicketDraft& draft);

/// Department, status, priority, SLA, agent and team, in this order of precedence: request, filter,
/// topic, organisation, system default (the mapping in Ticket::create).
void route(TicketDraft& draft);

}  // namespace ost::domain
