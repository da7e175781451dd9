// SPDX-License-Identifier: MIT
#include "httpd/dbd_settings.hpp"

#include <cstring>
#include <set>
#include <string>

#include "httpd/config.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

void warn_of_sizes(const server_rec* server, const DbdSettings& dbd) {
  if (!dbd.is_persistent || (dbd.fewest <= dbd.kept && dbd.kept <= dbd.most)) return;
  ap_log_error(APLOG_MARK, APLOG_ERR, 0, server,
               OST_NUMBER(0014) "mod_osticket_rest: mod_dbd makes no connection unless DBDMin "
                                "(%ld) <= DBDKeep (%ld) <= DBDMax (%ld)",
               dbd.fewest, dbd.kept, dbd.most);
}

void warn_of_reconnect(const server_rec* server, const DbdSettings& dbd) {
  const char* reconnect = dbd_parameter(dbd, "reconnect", server->process->pconf);
  if (reconnect && std::strcmp(reconnect, "0") == 0) return;
  ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server,
               OST_NUMBER(0024) "mod_osticket_rest: DBDParams lack reconnect=0; the driver would "
                                "replace a lost session silently, in the middle of a transaction "
                                "too");
}

void warn_of_group(const server_rec* server, const DbdSettings& dbd) {
  if (!dbd.group) {
    ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server,
                 OST_NUMBER(0010) "mod_osticket_rest: DBDParams name no group=; only a group of "
                                  "an option file can set connect-timeout, which bounds the wait "
                                  "for a server that does not answer");
    return;
  }
  const OptionGroup found = find_option_group(dbd.group, server->process->pconf);
  if (found == OptionGroup::kFound) return;
  ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server,
               OST_NUMBER(0023) "mod_osticket_rest: no option file that httpd's user can read has "
                                "the group '%s' that DBDParams name; %s",
               dbd.group,
               found == OptionGroup::kMissing
                   ? "MARIADB_HOME has to be in httpd's environment"
                   : "one that it cannot read has it: give it the group of that user and the mode "
                     "0640");
}

}  // namespace

void warn_of_dbd_settings(server_rec* main_server) {
  std::set<std::string> seen;
  for (server_rec* server = main_server; server; server = server->next) {
    const DbdSettings& dbd = config_of(server)->dbd;
    if (!dbd.parameters || !seen.insert(dbd.parameters).second) continue;
    warn_of_sizes(server, dbd);
    warn_of_reconnect(server, dbd);
    warn_of_group(server, dbd);
  }
}

}  // namespace ost::httpd
