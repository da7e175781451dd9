// SPDX-License-Identifier: MIT
#pragma once

#include <apr_pools.h>

#include <new>

namespace ost::db {

/// A pool of its own for what must go before its parent does, such as result sets, which have to be
/// gone before their connection is given back.
class SubPool {
 public:
  explicit SubPool(apr_pool_t* parent) {
    if (apr_pool_create(&pool_, parent) != APR_SUCCESS) throw std::bad_alloc();
  }
  ~SubPool() { apr_pool_destroy(pool_); }
  SubPool(const SubPool&) = delete;
  SubPool& operator=(const SubPool&) = delete;

  apr_pool_t* get() const { return pool_; }

 private:
  apr_pool_t* pool_ = nullptr;
};

}  // namespace ost::db
