// SPDX-License-Identifier: MIT
// What osTicket 1.18 itself stored and told of the same edits (Ticket::updateField).
#include "domain/forms/form_field.hpp"

#include <CppUTest/TestHarness.h>

#include "domain/desk/agent.hpp"

using namespace ost;

namespace {

constexpr char kOne[] = R"({"choices":"a:Alpha\r\nb:Beta"})";
constexpr char kMany[] = R"({"choices":"a:Alpha\r\nb:Beta","multiselect":true})";
constexpr char kDated[] = R"({"time":true,"min":"2026-01-01","max":"2031-01-01"})";
constexpr std::int64_t kEditable = 0x3301;
constexpr std::int64_t kRequiredOfAgents = 0x7301;

struct Desk : domain::HelpDesk {
  Desk() {
    list_items = {{1, 2, 1, "Berlin HQ", "BER", "[]"},
                  {2, 2, 1, "Austin", "AUS", "[]"},
                  {3, 2, 0, "Older quay", "OLD", "[]"}};
    priorities = {{2, "normal", "Normal", 3, true}, {4, "emergency", "Emergency", 1, true}};
    for (const std::int64_t id : {1, 2}) {
      db::DepartmentRow row;
      row.id = id;
      row.flags = 4;
      row.path = "/" + std::to_string(id) + "/";
      row.is_public = false;
      row.name = id == 1 ? "Support" : "Sales";
      departments.push_back(row);
    }
    domain::Staff agent;
    agent.id = 11;
    agent.dept_id = 1;
    agent.is_active = true;
    agent.timezone = "America/New_York";
    staff.push_back(agent);
  }
};

struct Case {
  const char* type;
  const char* configuration;
  const char* before;  ///< stored; nullptr for NULL
  const char* sent;
  const char* stored;  ///< value, and "/id" behind it
  const char* told;    ///< before and after
};

/// A field of a ticket that an agent edits.
class Edit {
 public:
  explicit Edit(const char* type, const char* configuration = "{}", std::int64_t flags = kEditable)
      : row_{7, 1, flags, type, "Field", "field", configuration},
        field_(row_, desk_),
        agent_(desk_, desk_.staff[0]) {
    field_.fill_in_for(agent_);
  }

  const domain::FormField& field() const { return field_; }
  base::Result<domain::AnswerChange> of(const char* json) const {
    return domain::change_answer(field_, *base::parse_json(json));
  }
  void hold(const char* stored) {
    held_ = field_.load({stored, std::nullopt});
    field_.hold(*held_);
  }

 private:
  std::optional<domain::FieldValue> held_{};
  Desk desk_;
  domain::FieldDefinition row_;
  domain::FormField field_;
  domain::Agent agent_;
};

std::string text_of(const domain::StoredAnswer& answer) {
  return answer.value.value_or("NULL") +
         (answer.value_id ? "/" + std::to_string(*answer.value_id) : "");
}

domain::StoredAnswer stored(const char* text) {
  domain::StoredAnswer answer;
  if (!text) return answer;
  const std::string value = text;
  const std::size_t slash = value.rfind("//");
  answer.value = value.substr(0, slash);
  if (slash != std::string::npos) answer.value_id = std::stoll(value.substr(slash + 2));
  return answer;
}

void check(const Case& c) {
  const Edit edit(c.type, c.configuration);
  const auto change = edit.of(c.sent);
  CHECK_TEXT(change.ok(), c.sent);
  STRCMP_EQUAL_TEXT(c.stored, text_of(change->answer).c_str(), c.sent);
  const base::Json told(base::Json::Array{edit.field().told(stored(c.before)), change->told});
  STRCMP_EQUAL_TEXT(c.told, base::encode_json(told).c_str(), c.sent);
}

constexpr Case kCases[] = {
    {"text", "{}", "3", R"("7")", "7", R"(["3","7"])"},
    {"text", "{}", nullptr, R"("  a <b>x</b> ")", "  a <b>x</b> ", R"([null,"  a <b>x<\/b> "])"},
    {"text", "{}", "a", R"("")", "", R"(["a",""])"},
    {"text", "{}", "a", "null", "", R"(["a",""])"},
    {"text", "{}", "a", R"("b \ud83d\ude80")", "b ????", R"(["a","b \ud83d\ude80"])"},
    {"phone", "{}", "5551234567X89", R"("(555) 222-3333")", "(555) 222-3333",
     R"(["5551234567X89","(555) 222-3333"])"},
    {"memo", "{}", "<p>Once</p>", R"("<p>Twice &amp; <b>told</b></p>")",
     "<p>Twice &amp; <b>told</b></p>", R"(["Once","Twice & told"])"},
    {"memo", "{}", nullptr, R"("plain\nlines")", "plain\nlines", R"(["","plain\nlines"])"},
    {"bool", "{}", "0", "true", "1", R"(["0","1"])"},
    {"bool", "{}", nullptr, "false", "0", R"(["0","0"])"},
    {"datetime", kDated, nullptr, R"("2027-07-05T12:30:00+09:00")", "2027-07-04 23:30:00 EDT",
     R"([0,"2027-07-04 23:30:00 EDT"])"},
    {"datetime", kDated, "2027-01-05 11:00:00 CET", R"("")", "",
     R"(["2027-01-05 11:00:00 CET",""])"},
    {"choices", kOne, R"({"a":"Alpha"})", R"("b")", R"({"b":"Beta"})",
     R"(["{\"a\":\"Alpha\"}","{\"b\":\"Beta\"}"])"},
    {"choices", kOne, R"({"z":"Zeta"})", R"("")", "NULL", R"(["z",null])"},
    {"choices", kMany, nullptr, R"(["a","b"])", R"({"a":"Alpha","b":"Beta"})",
     R"([null,"{\"a\":\"Alpha\",\"b\":\"Beta\"}"])"},
    {"list-2", "{}", R"({"1":"Berlin HQ"})", "2", R"({"2":"Austin"})",
     R"(["{\"1\":\"Berlin HQ\"}","{\"2\":\"Austin\"}"])"},
    {"priority", "{}", "Normal//2", "4", "Emergency/4", R"([["Normal",2],["Emergency",4]])"},
    {"department", "{}", nullptr, "1", "Support/1", R"([[],["Support",1]])"},
    {"department", "{}", "Sales//2", R"("")", "NULL", R"([2,[]])"},
    {"files", "{}", R"({"5":"a.pdf"})", "null", "[]", R"(["{\"5\":\"a.pdf\"}","[]"])"},
    {"files", "{}", R"({"5":"a.pdf"})", "[]", "[]", R"(["{\"5\":\"a.pdf\"}","[]"])"},
    {"timezone", "{}", nullptr, R"("Europe/Berlin")", R"({"Europe\/Berlin":"Europe \/ Berlin"})",
     R"([null,"{\"Europe\\\/Berlin\":\"Europe \\\/ Berlin\"}"])"},
};

}  // namespace

TEST_GROUP(AnswerChange){};

TEST(AnswerChange, stores_and_tells_what_osticket_does) {
  for (const Case& c : kCases) check(c);
}

TEST(AnswerChange, is_refused_for_what_is_not_offered_or_no_date) {
  for (const auto& [type, sent] :
       {std::pair("choices", R"("z")"), std::pair("list-2", "99"), std::pair("priority", "99"),
        std::pair("department", "2"), std::pair("datetime", R"("not today")")})
    CHECK_TEXT(Edit(type, kOne).of(sent).error().code == base::Errc::kInvalidFields, sent);
}

TEST(AnswerChange, keeps_choices_that_the_answer_holds) {
  const struct {
    const char* type;
    const char* configuration;
    const char* held;
    const char* sent;
    const char* stored;
  } cases[] = {
      {"choices", kOne, R"({"z":"Zeta"})", R"("z")", R"({"z":"Zeta"})"},
      {"choices", kOne, R"({"a":"Ancient"})", R"("a")", R"({"a":"Alpha"})"},
      {"choices", kOne, "z", R"("z")", "z"},
      {"choices", kMany, R"({"a":"Alpha","z":"Zeta"})", R"(["z","b"])",
       R"({"z":"Zeta","b":"Beta"})"},
      {"list-2", "{}", R"({"3":"Old quay"})", "3", R"({"3":"Old quay"})"},
      {"list-2", "{}", R"({"3":"Old quay"})", R"("3")", R"({"3":"Old quay"})"},
      {"list-2", "{}", R"({"9":"Gone"})", R"("9")", R"({"9":"Gone"})"},
      {"list-2", "{}", R"({"3":"Old quay"})", R"("Old quay")", R"({"3":"Old quay"})"},
      {"list-2", R"({"multiselect":true})", R"({"9":"Gone","1":"Berlin HQ"})", R"([9,2])",
       R"({"9":"Gone","2":"Austin"})"},
  };
  for (const auto& c : cases) {
    Edit edit(c.type, c.configuration);
    edit.hold(c.held);
    const auto change = edit.of(c.sent);
    CHECK_TEXT(change.ok(), c.held);
    STRCMP_EQUAL_TEXT(c.stored, change->answer.value->c_str(), c.sent);
  }
  Edit edit("choices", kOne);
  edit.hold(R"({"z":"Zeta"})");
  CHECK_FALSE(edit.of(R"("y")").ok());
}

TEST(AnswerChange, of_a_choice_to_itself_is_none_whatever_it_is_called) {
  const auto is_same = [](const char* before, const char* after) {
    return Edit("choices", kOne).field().is_same({before, {}}, {after, {}});
  };
  CHECK_TRUE(is_same(R"({"a":"Ancient"})", R"({"a":"Alpha"})"));
  CHECK_TRUE(is_same("z", R"({"z":"Zeta"})"));
  CHECK_FALSE(is_same(R"({"a":"Alpha"})", R"({"b":"Beta"})"));
  CHECK_FALSE(is_same(R"({"a":"Alpha"})", ""));
}

TEST(AnswerChange, of_the_order_of_items_is_none) {
  const auto is_same = [](const char* before, const char* after) {
    return Edit("list-2", R"({"multiselect":true})").field().is_same({before, {}}, {after, {}});
  };
  CHECK_TRUE(is_same(R"({"1":"Berlin HQ","2":"Austin"})", R"({"2":"Austin","1":"Berlin HQ"})"));
  CHECK_TRUE(is_same("", ""));
  CHECK_FALSE(is_same(R"({"1":"Berlin","2":"Austin"})", R"({"2":"Austin","1":"Berlin HQ"})"));
  CHECK_FALSE(is_same(R"({"1":"Berlin HQ","2":"Austin"})", R"({"2":"Austin"})"));
  CHECK_FALSE(is_same(R"({"2":"Austin"})", ""));
  CHECK_FALSE(is_same("", R"({"2":"Austin"})"));
}

TEST(AnswerChange, of_files_brings_none) {
  for (const char* sent : {R"(["a.pdf"])", R"("a.pdf")", R"({"5":"a.pdf"})", "5"})
    CHECK_TEXT(Edit("files").of(sent).error().code == base::Errc::kInvalidFields, sent);
}

TEST(AnswerChange, of_no_files_is_the_same_however_they_are_stored) {
  const Edit edit("files");
  for (const char* none : {"", "false", "null", "[]"})
    CHECK_TEXT(edit.field().is_same({none, std::nullopt}, {"[]", std::nullopt}), none);
  CHECK_TRUE(edit.field().is_same({}, {"[]", std::nullopt}));
  CHECK_FALSE(edit.field().is_same({R"({"5":"a.pdf"})", std::nullopt}, {"[]", std::nullopt}));
}

TEST(AnswerChange, is_checked_as_the_field_says) {
  CHECK_FALSE(Edit("text", R"({"validator":"number"})").of(R"("many")").ok());
  CHECK_FALSE(Edit("text", "{}", kRequiredOfAgents).of(R"("")").ok());
  CHECK_TRUE(Edit("text", "{}", kRequiredOfAgents).of(R"("0")").ok());
  CHECK_FALSE(Edit("datetime", kDated).of(R"("2032-01-01")").ok());
}

TEST(AnswerChange, tells_a_long_memo_up_to_a_word) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word ";
  const auto change = Edit("memo").of(("\"" + words + "\"").c_str());
  STRCMP_EQUAL((words.substr(0, 199) + " ...").c_str(), change->told.string()->c_str());
}

TEST(AnswerChange, holds_no_markup_that_a_browser_would_run) {
  const auto change = Edit("memo").of(R"("<p>a<script>b</script></p>")");
  CHECK(change->answer.value->find("<script") == std::string::npos);
}

TEST(AnswerChange, leaves_an_answer_that_says_the_same) {
  CHECK_TRUE(domain::is_same_answer({}, {"", std::nullopt}));
  CHECK_TRUE(domain::is_same_answer({"7", std::nullopt}, {"7.0", std::nullopt}));
  CHECK_FALSE(domain::is_same_answer({}, {"0", std::nullopt}));
  CHECK_FALSE(domain::is_same_answer({"Sales", 2}, {"Sales", 3}));
}
