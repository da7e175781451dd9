// SPDX-License-Identifier: MIT
// The headers that most files include, read once for all of them where make is asked for FAST=1.
// Every file still includes what it needs: no other build has this one.
#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
