// SPDX-License-Identifier: MIT
#include "api/write/submission.hpp"

#include <memory>
#include <optional>
#include <utility>

#include "api/http/multipart.hpp"
#include "api/json/long_strings.hpp"
#include "api/write/idempotent_request.hpp"
#include "base/crypto.hpp"

namespace ost::api {
namespace {

constexpr char kTicketPart[] = "ticket";

base::Error wrong_part(const std::string& name, const char* reason) {
  return base::Error{base::Errc::kInvalidFields, "Invalid multipart body", "", {{name, reason}}};
}

/// Puts the parts of a form where they belong.
class FormTaker final : public PartTaker {
 public:
  FormTaker(std::shared_ptr<base::Spool> spool, LongStrings& json, IdempotentRequest* idempotent)
      : spool_(std::move(spool)), json_(json), idempotent_(idempotent) {}

  base::Status begin(const PartHead& head) override {
    file_.reset();
    head_ = head;
    if (head.name == kTicketPart) {
      if (has_ticket_) return wrong_part(head.name, "is given twice");
      has_ticket_ = true;
      return {};
    }
    if (!head.file_name)
      return wrong_part(head.name, "is no file, and members of the ticket belong into `ticket`");
    from_ = spool_->size();
    file_ = domain::SentFile{*head.file_name, head.type, head.content_id, nullptr};
    return {};
  }

  base::Status take(std::string_view bytes) override {
    if (idempotent_) content_.add(bytes);
    return file_ ? spool_->append(bytes) : json_.add(bytes);
  }

  base::Status end() override {
    if (idempotent_) idempotent_->add_part(head_, std::exchange(content_, {}).digest());
    if (!file_) return {};
    const std::int64_t size = spool_->size() - from_;
    // What browsers send for a field in which no file was chosen.
    if (file_->name.empty() && size == 0) return {};
    if (file_->name.empty()) return wrong_part("filename", "a file needs a name");
    file_->content = base::content_of(spool_, from_, size);
    files_.push_back(std::move(*file_));
    return {};
  }

  bool has_ticket() const { return has_ticket_; }
  std::vector<domain::SentFile>& files() { return files_; }

 private:
  std::shared_ptr<base::Spool> spool_;
  LongStrings& json_;
  IdempotentRequest* idempotent_;  // nullptr: nobody asks whether the request is the same
  PartHead head_{};
  base::Sha256 content_{};
  bool has_ticket_ = false;
  std::int64_t from_ = 0;
  std::optional<domain::SentFile> file_;
  std::vector<domain::SentFile> files_;
};

base::Status pass_on(BodyReader& body, const base::TakeBytes& take) {
  for (;;) {
    const auto piece = body.next();
    if (!piece) return piece.error();
    if (piece->empty()) return {};
    if (base::Status taken = take(*piece); !taken) return taken;
  }
}

base::Result<std::vector<domain::SentFile>> read_form(const Call& call,
                                                      std::shared_ptr<base::Spool> spool,
                                                      LongStrings& json) {
  const auto boundary = boundary_of(*call.request.header("Content-Type"));
  if (!boundary)
    return base::Error{base::Errc::kUnsupportedMediaType,
                       "The body must be JSON or multipart/form-data with a boundary",
                       "",
                       {}};
  FormTaker taker(std::move(spool), json, call.idempotent);
  MultipartReader reader(*boundary, taker);
  base::Status read =
      pass_on(*call.request.body, [&](std::string_view piece) { return reader.add(piece); });
  if (read) read = reader.end();
  if (!read) return read.error();
  if (!taker.has_ticket()) return wrong_part(kTicketPart, "is required: the ticket as JSON");
  return std::move(taker.files());
}

}  // namespace

base::Result<Submission> read_submission(const Call& call, const Services& services) {
  if (!call.request.body) return Submission();
  const Settings& settings = services.settings;
  auto spool = std::make_shared<base::Spool>(settings.upload_folder, settings.max_upload_bytes);
  LongStrings json(spool, services.random, settings.max_body_bytes);
  Submission read;
  if (call.request.is_multipart()) {
    auto files = read_form(call, spool, json);
    if (!files) return files.error();
    read.files = std::move(files).value();
  } else {
    const base::Status passed =
        pass_on(*call.request.body, [&](std::string_view piece) { return json.add(piece); });
    if (!passed) return passed.error();
  }
  read.json = std::move(json.text());
  read.texts = std::move(json.texts());
  return read;
}

}  // namespace ost::api
