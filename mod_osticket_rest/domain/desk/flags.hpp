// SPDX-License-Identifier: MIT
// The bits of osTicket's columns "flags" and "status", under the class that names each of them.
#pragma once

#include <cstdint>

namespace ost::domain {

// Topic
constexpr std::int64_t kTopicCustomNumbers = 0x0001;
constexpr std::int64_t kTopicActive = 0x0002;
constexpr std::int64_t kTopicArchived = 0x0004;

// Dept
constexpr std::int64_t kDepartmentMembersOnly = 0x0001;
constexpr std::int64_t kDepartmentNoAutoClaim = 0x0002;
constexpr std::int64_t kDepartmentActive = 0x0004;
constexpr std::int64_t kDepartmentArchived = 0x0008;
constexpr std::int64_t kDepartmentPrimaryOnly = 0x0010;
constexpr std::int64_t kDepartmentNoAssignmentOnReopen = 0x0020;
constexpr std::int64_t kDepartmentAlerts = 0x0001;  // StaffDeptAccess::FLAG_ALERTS

// Team, TeamMember
constexpr std::int64_t kTeamEnabled = 0x0001;
constexpr std::int64_t kTeamNoAlerts = 0x0002;
constexpr std::int64_t kTeamMemberAlerts = 0x0001;

// SLA, Schedule
constexpr std::int64_t kSlaActive = 0x0001;
constexpr std::int64_t kSlaNoAlerts = 0x0004;
constexpr std::int64_t kSlaTransient = 0x0008;
constexpr std::int64_t kScheduleBusinessHours = 0x0001;

// DynamicFormField, DynamicListItem
constexpr std::int64_t kFieldEnabled = 0x00001;
constexpr std::int64_t kFieldStoredElsewhere = 0x00002;
constexpr std::int64_t kFieldRequiredForClose = 0x00004;
constexpr std::int64_t kFieldRequiredOfUsers = 0x00400;
constexpr std::int64_t kFieldEditableToAgents = 0x02000;
constexpr std::int64_t kFieldRequiredOfAgents = 0x04000;
constexpr std::int64_t kItemEnabled = 0x0001;

// Organization, User
constexpr std::int64_t kOrganizationAddsMembers = 0x0001;
constexpr std::int64_t kOrganizationAddsContacts = 0x0002;
constexpr std::int64_t kOrganizationAssignsManager = 0x0004;
constexpr std::int64_t kOrganizationSharesPrimary = 0x0008;
constexpr std::int64_t kOrganizationSharesEverybody = 0x0010;
constexpr std::int64_t kUserPrimaryContact = 0x0001;

// Ticket, TicketStatus
constexpr std::int64_t kTicketCombined = 0x0001;
constexpr std::int64_t kTicketSeparate = 0x0002;
constexpr std::int64_t kTicketLinked = 0x0008;
constexpr std::int64_t kTicketParent = 0x0010;
constexpr std::int64_t kStatusEnabled = 0x0001;
constexpr std::int64_t kStatusInternal = 0x0002;

// ThreadEntry
constexpr std::int64_t kEntryOriginalMessage = 0x0001;
constexpr std::int64_t kEntryByCollaborator = 0x0020;
constexpr std::int64_t kEntryBalanced = 0x0040;
constexpr std::int64_t kEntrySystem = 0x0080;
constexpr std::int64_t kEntryReplyAll = 0x0100;
constexpr std::int64_t kEntryReplyUser = 0x0200;

// Collaborator
constexpr std::int64_t kCollaboratorActive = 0x0001;
constexpr std::int64_t kCollaboratorCopied = 0x0002;

}  // namespace ost::domain
