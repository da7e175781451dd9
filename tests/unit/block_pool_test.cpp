// SPDX-License-Identifier: MIT
#include "httpd/block_pool.hpp"

#include <cstring>
#include <set>

#include <CppUTest/TestHarness.h>

using ost::httpd::BlockPool;

TEST_GROUP(BlockPool){};

TEST(BlockPool, gives_the_block_that_came_back) {
  const auto pool = std::make_shared<BlockPool>();
  char* first = pool->take();
  std::memset(first, 'x', BlockPool::kBlockSize);
  BlockPool::give_back(first);
  char* second = pool->take();
  POINTERS_EQUAL(first, second);
  BlockPool::give_back(second);
}

TEST(BlockPool, stays_until_its_last_block_has_come_back) {
  auto pool = std::make_shared<BlockPool>();
  const std::weak_ptr<BlockPool> watched = pool;
  char* block = pool->take();
  pool.reset();
  CHECK_FALSE(watched.expired());
  BlockPool::give_back(block);
  CHECK_TRUE(watched.expired());
}

TEST(BlockPool, keeps_no_more_than_it_may) {
  const auto pool = std::make_shared<BlockPool>();
  std::vector<char*> taken;
  for (std::size_t i = 0; i < BlockPool::kMostKept + 5; ++i) taken.push_back(pool->take());
  const std::set<char*> different(taken.begin(), taken.end());
  LONGS_EQUAL(taken.size(), different.size());
  for (char* block : taken) BlockPool::give_back(block);
}
