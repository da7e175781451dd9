// SPDX-License-Identifier: MIT
#include "mail/delivery.hpp"

#include "fakes/fake_transport.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using mail::decide;
using mail::DeliveryPolicy;
using mail::NextStep;
using mail::Outcome;
using mail::Verdict;

namespace {

const mail::Envelope kThree{"desk@ex.example", {"a@ex.example", "b@ex.example", "c@ex.example"}};

base::Result<Outcome> judged(std::vector<Verdict> verdicts) {
  Outcome outcome;
  for (const Verdict verdict : verdicts) outcome.recipients.push_back({verdict, 0, ""});
  return outcome;
}

}  // namespace

TEST_GROUP(Delivery){};

TEST(Delivery, is_done_when_everybody_has_it) {
  fakes::FakeTransport transport;
  const auto decision = decide({}, kThree, transport.send(kThree, "text"), 1);
  CHECK(decision.step == NextStep::kDone);
  CHECK(decision.remaining.empty() && decision.lost.empty());
}

TEST(Delivery, is_retried_only_for_those_who_may_take_it_later) {
  const auto decision =
      decide({}, kThree, judged({Verdict::kAccepted, Verdict::kTemporary, Verdict::kPermanent}), 1);
  CHECK(decision.step == NextStep::kRetry);
  CHECK(decision.remaining == std::vector<std::size_t>{1});
  CHECK(decision.lost == std::vector<std::size_t>{2});
  LONGS_EQUAL(60, decision.pause);
}

TEST(Delivery, ends_when_some_are_refused_for_good) {
  const auto decision =
      decide({}, kThree, judged({Verdict::kAccepted, Verdict::kAccepted, Verdict::kPermanent}), 1);
  CHECK(decision.step == NextStep::kGiveUp);
  CHECK(decision.lost == std::vector<std::size_t>{2});
}

TEST(Delivery, is_retried_for_all_when_the_way_is_closed) {
  const auto decision = decide({}, kThree, base::unavailable("closed"), 3);
  CHECK(decision.step == NextStep::kRetry);
  LONGS_EQUAL(3, decision.remaining.size());
  LONGS_EQUAL(240, decision.pause);
}

TEST(Delivery, is_given_up_after_the_last_attempt) {
  const DeliveryPolicy policy;
  CHECK(decide(policy, kThree, base::unavailable(""), policy.attempts - 1).step ==
        NextStep::kRetry);
  const auto last = decide(policy, kThree, base::unavailable(""), policy.attempts);
  CHECK(last.step == NextStep::kGiveUp);
  LONGS_EQUAL(3, last.lost.size());
}

TEST(Delivery, of_a_message_for_nobody_is_given_up) {
  CHECK(decide({}, {"desk@ex.example", {}}, Outcome{}, 1).step == NextStep::kGiveUp);
}

TEST(Delivery, takes_a_missing_judgement_for_a_refusal_for_now) {
  CHECK(decide({}, kThree, judged({Verdict::kAccepted}), 1).remaining ==
        (std::vector<std::size_t>{1, 2}));
}

TEST(Delivery, pauses_longer_each_time_up_to_a_bound) {
  const DeliveryPolicy policy{100, 60, 1000};
  const std::int64_t pauses[] = {60, 120, 240, 480, 960, 1000, 1000};
  for (int attempt = 1; attempt <= 7; ++attempt)
    LONGS_EQUAL(pauses[attempt - 1], mail::pause_after(policy, attempt));
  LONGS_EQUAL(1000, mail::pause_after(policy, 2000000000));
}

TEST_GROUP(Tries) {
  mail::Tries tries{3};

  std::vector<Verdict> verdicts() {
    std::vector<Verdict> found;
    const auto result = tries.result();
    for (const auto& one : result->recipients) found.push_back(one.verdict);
    return found;
  }
};

TEST(Tries, go_on_with_whom_a_way_refused_for_good) {
  tries.add(tries.left(), judged({Verdict::kAccepted, Verdict::kTemporary, Verdict::kPermanent}));
  CHECK(tries.left() == std::vector<std::size_t>{2});
  tries.add({2}, judged({Verdict::kAccepted}));
  CHECK(tries.left().empty());
  CHECK(verdicts() == (std::vector{Verdict::kAccepted, Verdict::kTemporary, Verdict::kAccepted}));
}

TEST(Tries, go_on_with_everybody_behind_a_closed_way) {
  tries.add(tries.left(), base::unavailable("closed"));
  LONGS_EQUAL(3, tries.left().size());
  CHECK_FALSE(tries.result().ok());
}

TEST(Tries, keep_a_refusal_where_the_ways_behind_it_are_closed) {
  tries.add(tries.left(), judged({Verdict::kAccepted, Verdict::kAccepted, Verdict::kPermanent}));
  tries.add({2}, base::unavailable("closed"));
  CHECK(verdicts().back() == Verdict::kPermanent);
}

TEST(Tries, give_nobody_up_while_a_better_way_is_closed) {
  tries.add(tries.left(), base::unavailable("closed"));
  tries.add(tries.left(), judged({Verdict::kAccepted, Verdict::kAccepted, Verdict::kPermanent}));
  CHECK(tries.left() == std::vector<std::size_t>{2});
  CHECK(verdicts().back() == Verdict::kTemporary);
}

TEST(Tries, are_the_first_fault_where_every_way_is_closed) {
  tries.add(tries.left(), base::Error{base::Errc::kUnavailable, "", "first", {}});
  tries.add(tries.left(), base::Error{base::Errc::kUnavailable, "", "second", {}});
  STRCMP_EQUAL("first", tries.result().error().detail.c_str());
}
