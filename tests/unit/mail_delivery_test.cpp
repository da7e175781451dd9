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
