// SPDX-License-Identifier: MIT
#include <algorithm>

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/error_response.hpp"
#include "api/http/file_headers.hpp"
#include "api/http/preconditions.hpp"
#include "api/http/ranges.hpp"
#include "api/read/file_source.hpp"
#include "api/read/list_params.hpp"
#include "base/crypto.hpp"
#include "base/date_time.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;

Validators validators_of(const db::StoredFile& file) {
  // The signature is made of the content. It stays here: osTicket's own links are signed over it.
  const std::string state =
      file.signature + '|' + file.key + '|' + std::to_string(file.size) + '|' + file.back_end;
  return {'"' + base::to_hex(base::md5(state)) + '"', file.created_utc};
}

Conditions conditions_of(const Request& request) {
  return {request.header("If-Match"), request.header("If-None-Match"),
          request.header("If-Modified-Since"), request.header("If-Unmodified-Since"),
          request.header("If-Range")};
}

void write_validators(const Validators& validators, Sink& sink) {
  sink.header("ETag", validators.etag);
  if (validators.last_modified)
    sink.header("Last-Modified", base::format_http_date(*validators.last_modified));
  // To be kept, but not used without asking: the next one may come without a key.
  sink.header("Cache-Control", "private, no-cache");
}

// Whatever a file holds, no browser shows it as a page of this server or lets it run scripts.
void write_safety(const db::StoredFile& file, Sink& sink) {
  sink.header("Content-Disposition", content_disposition(file.name));
  sink.header("X-Content-Type-Options", "nosniff");
  sink.header("Content-Security-Policy", "default-src 'none'; sandbox");
}

std::string content_range(const ByteRange& range, std::int64_t size) {
  return "bytes " + std::to_string(range.first) + '-' + std::to_string(range.last) + '/' +
         std::to_string(size);
}

base::Status answer_unsatisfiable(std::int64_t size, Sink& sink) {
  const ErrorAnswer answer = answer_of(
      Error{Errc::kRangeNotSatisfiable, "None of the ranges lies within the file", "", {}}, "");
  sink.begin(answer.status);
  sink.header("Content-Range", "bytes */" + std::to_string(size));
  sink.write(answer.body);
  return {};
}

/// One of those who download just now.
class Reader {
 public:
  explicit Reader(std::atomic<int>& all) : all_(all) { ++all_; }
  ~Reader() { --all_; }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool is_one_of_few() const { return all_ <= kFewReaders; }

 private:
  std::atomic<int>& all_;
};

/// Sends pieces of one file. Nothing of the database is held while it waits for the client. Among
/// few readers one that takes all at once gets more chunks by the next statement; what another
/// does not take lies in memory, at most a chunk.
class FileSender {
 public:
  FileSender(FileSource& source, const Reader& reader, Sink& sink)
      : source_(source), reader_(reader), sink_(sink) {}

  base::Status send(const ByteRange& range) {
    for (std::int64_t at = range.first; at <= range.last;) {
      const std::int64_t left = range.last - at + 1;
      const auto sent = reader_.is_one_of_few() ? send_at_once(at, left) : send_piece(at, left);
      if (!sent) return sent.error();
      at += *sent;
    }
    return {};
  }

 private:
  base::Result<std::int64_t> send_piece(std::int64_t at, std::int64_t left) {
    if (sink_.pending() >= kPieceBytes)
      if (base::Status waited = wait(); !waited) return waited.error();
    return source_.read(at, std::min(kPieceBytes, left), [this](std::string_view bytes) {
      sink_.write(bytes);
      return true;
    });
  }

  base::Result<std::int64_t> send_at_once(std::int64_t at, std::int64_t left) {
    if (sink_.pending() > 0) {
      chunks_ = 1;
      if (base::Status waited = wait(); !waited) return waited.error();
    }
    const std::int64_t most = std::min(chunks_ * db::kChunkBytes, left);
    chunks_ = std::min(2 * chunks_, kMostChunks);
    return source_.read(at, most, [this](std::string_view bytes) {
      sink_.send(bytes);
      return sink_.pending() == 0;
    });
  }

  base::Status wait() {
    source_.release();
    return sink_.flush();
  }

  FileSource& source_;
  const Reader& reader_;
  Sink& sink_;
  int chunks_ = 1;
};

/// An answer of several ranges, each with a head of its own (RFC 9110, 14.6).
class Multipart {
 public:
  Multipart(std::string type, std::int64_t size, base::Random& random)
      : type_(std::move(type)), size_(size) {
    constexpr char kDigits[] = "0123456789abcdef";
    for (int i = 0; i < 32; ++i) boundary_ += kDigits[random.below(16)];
  }

  std::string type() const { return "multipart/byteranges; boundary=" + boundary_; }
  std::string head(const ByteRange& range) const {
    return "\r\n--" + boundary_ + "\r\nContent-Type: " + type_ +
           "\r\nContent-Range: " + content_range(range, size_) + "\r\n\r\n";
  }
  std::string end() const { return "\r\n--" + boundary_ + "--\r\n"; }

  std::int64_t length(const std::vector<ByteRange>& parts) const {
    auto length = static_cast<std::int64_t>(end().size());
    for (const ByteRange& part : parts)
      length += static_cast<std::int64_t>(head(part).size()) + part.size();
    return length;
  }

 private:
  std::string type_;
  std::int64_t size_;
  std::string boundary_;
};

/// What is to be sent of which file.
struct Download {
  const db::StoredFile& file;
  FileSource& source;
  const Reader& reader;
  Validators validators;
  bool without_body;
};

void begin(const Download& download, int status, Sink& sink) {
  sink.begin(status);
  write_validators(download.validators, sink);
  write_safety(download.file, sink);
  sink.header("Accept-Ranges", "bytes");
}

base::Status send_whole(const Download& download, Sink& sink) {
  const std::int64_t size = download.source.size();
  begin(download, 200, sink);
  sink.header("Content-Type", harmless_type(download.file.type));
  sink.header("Content-Length", std::to_string(size));
  if (download.without_body) return {};
  return FileSender(download.source, download.reader, sink).send({0, size - 1});
}

base::Status send_part(const Download& download, const ByteRange& part, Sink& sink) {
  begin(download, 206, sink);
  sink.header("Content-Type", harmless_type(download.file.type));
  sink.header("Content-Range", content_range(part, download.source.size()));
  sink.header("Content-Length", std::to_string(part.size()));
  return FileSender(download.source, download.reader, sink).send(part);
}

base::Status send_parts(const Download& download, const std::vector<ByteRange>& parts,
                        base::Random& random, Sink& sink) {
  const Multipart multipart(harmless_type(download.file.type), download.source.size(), random);
  begin(download, 206, sink);
  sink.header("Content-Type", multipart.type());
  sink.header("Content-Length", std::to_string(multipart.length(parts)));
  FileSender sender(download.source, download.reader, sink);
  for (const ByteRange& part : parts) {
    sink.write(multipart.head(part));
    if (base::Status sent = sender.send(part); !sent) return sent;
  }
  sink.write(multipart.end());
  return {};
}

RangeChoice ranges_of(const Request& request, const Download& download) {
  const std::string* range = request.header("Range");
  if (!range || download.without_body) return {};
  if (!allows_ranges(conditions_of(request), download.validators)) return {};
  return choose_ranges(*range, download.source.size());
}

base::Status send(const Download& download, const Request& request, base::Random& random,
                  Sink& sink) {
  const RangeChoice choice = ranges_of(request, download);
  switch (choice.kind) {
    case RangeChoice::Kind::kWhole:
      break;
    case RangeChoice::Kind::kUnsatisfiable:
      return answer_unsatisfiable(download.source.size(), sink);
    case RangeChoice::Kind::kParts:
      return choice.parts.size() == 1 ? send_part(download, choice.parts.front(), sink)
                                      : send_parts(download, choice.parts, random, sink);
  }
  return send_whole(download, sink);
}

base::Result<db::StoredFile> find_file(const Call& call, const Services& services) {
  db::AttachedFileQuery query;
  for (const auto& [name, number] : call.numbers)
    (name == "id" ? query.ticket_id : query.file_id) = number;
  query.with_notes = services.scope.shows_notes();
  auto file = db::find_attached_file(call.lease->connection(), query);
  if (!file) return file.error();
  if (!*file) return Error{Errc::kFileNotFound, "This ticket has no such file", "", {}};
  return std::move(**file);
}

}  // namespace

base::Status send_file(Call& call, Services& services, Sink& sink) {
  if (base::Status known = check_parameters(call.request, {}); !known) return known;
  const auto file = find_file(call, services);
  if (!file) return file.error();
  const Validators validators = validators_of(*file);
  const Precondition precondition = judge(conditions_of(call.request), validators);
  if (precondition == Precondition::kFailed)
    return Error{
        Errc::kPreconditionFailed, "The file is not in the state that is asked for", "", {}};
  if (precondition == Precondition::kNotModified) {
    call.lease.reset();
    sink.begin(304);
    write_validators(validators, sink);
    return {};
  }
  const auto source = open_file(*file, std::move(call.lease), services);
  if (!source) return source.error();
  const Reader reader(services.caches.downloads);
  const Download download{*file, **source, reader, validators, call.request.method == "HEAD"};
  return send(download, call.request, services.random, sink);
}

}  // namespace ost::api
