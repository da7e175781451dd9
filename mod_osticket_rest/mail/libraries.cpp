// SPDX-License-Identifier: MIT
#include "mail/libraries.hpp"

#include <curl/curl.h>
#include <gmime/gmime.h>

#include <stdexcept>

namespace ost::mail {

Libraries::Libraries() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    throw std::runtime_error("libcurl cannot be used");
  g_mime_init();
}

Libraries::~Libraries() {
  g_mime_shutdown();
  curl_global_cleanup();
}

}  // namespace ost::mail
