-- SPDX-License-Identifier: MIT
-- The module's own tables in osTicket's database. `osticket-rest-setup --create-tables` runs this file, and so do
-- scripts/demo on its sample and the tests; {prefix} stands for osTicket's prefix. Every statement may run again where
-- its table is there already, and every table is InnoDB, so that its rows belong to a ticket's transaction.

-- Mail on its way, one row a message; docs/mail.md says what the columns mean. All times are UTC.
CREATE TABLE IF NOT EXISTS `{prefix}rest_outbox` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `ticket_id` int unsigned NOT NULL,
  `account_id` int unsigned NOT NULL,
  `state` enum('queued','sent','failed') NOT NULL DEFAULT 'queued',
  `attempts` smallint unsigned NOT NULL DEFAULT 0,
  `created` datetime NOT NULL,
  `next_attempt` datetime NOT NULL,
  `claimed_by` varchar(80) NOT NULL DEFAULT '',
  `message_id` varchar(400) NOT NULL,
  `recipients` mediumtext NOT NULL,
  `content` longtext NOT NULL,
  `last_error` varchar(500) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  KEY `due` (`state`, `next_attempt`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- Answers to requests with an Idempotency-Key, written with the work itself. `name` is the SHA-256 of the key that the client
-- chose, `request` that of what it asked for. Times are UTC.
CREATE TABLE IF NOT EXISTS `{prefix}rest_idempotency` (
  `api_key_id` int unsigned NOT NULL,
  `name` binary(32) NOT NULL,
  `request` binary(32) NOT NULL,
  `status` smallint unsigned NOT NULL DEFAULT 0,
  `location` blob,
  `answer` mediumblob,
  `expires` datetime NOT NULL,
  PRIMARY KEY (`api_key_id`, `name`),
  KEY `expires` (`expires`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
