// SPDX-License-Identifier: MIT
#include "domain/text/html_writer.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/text/html_entities.hpp"
#include "domain/text/html_rules.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

// The parts of a table that a start tag closes, up to the table it stands in.
unsigned closed_parts(const Element& element) {
  if (element.is(kCell)) return kCell | kCaption;
  if (element.is(kRow)) return kRow | kCell | kCaption;
  if (element.is(kSection | kCaption)) return kSection | kRow | kCell | kCaption;
  return 0;
}

// What an end tag does not look through for the element it closes.
unsigned barrier_of(const Element& element) {
  if (element.is(kTable)) return 0;
  if (element.is(kTablePart)) return kTable;
  if (element.is(kItem | kTerm)) return kCellScope | kList;
  return element.is(kBlock) ? kCellScope : kBlock;
}

std::string attribute_text(std::string_view name, std::string_view value) {
  return std::string(" ").append(name) + "=\"" + encode_special_characters(value) + "\"";
}

/// The attributes of one start tag as they are kept.
class Attributes {
 public:
  Attributes(const Token& tag, Entities entities, ImageSources* images)
      : element_(tag.element->name), successor_(successor_of(tag.element->name)), images_(images) {
    for (const Attribute& attribute : tag.attributes) {
      const std::string value = entities == Entities::kDecode
                                    ? decode_complete_entities(attribute.value)
                                    : std::string(attribute.value);
      add(attribute.name, value);
    }
    if (successor_) add_style();
    if (opens_window(target_)) relations_ = without_opener(relations_);
    if (!relations_.empty()) text_ += attribute_text("rel", relations_);
    if (element_ == "img" && !has_alternative_) text_ += attribute_text("alt", "image");
  }

  /// Whether the element is one with them; a frame of a site that is not admitted is not.
  bool is_element() const {
    return element_ == "iframe" ? is_admitted_ : element_ != "img" || has_source_;
  }
  const std::string& text() const { return text_; }

 private:
  void add(std::string_view name, const std::string& value) {
    const std::string decoded = decode_entities(value);
    if (successor_ && keep_for_style(name, value)) return;
    if (images_ && name == "src" && element_ == "img") return add_source(value, decoded);
    add_kept(name, value, decoded);
  }

  void add_source(const std::string& value, const std::string& decoded) {
    const std::string_view address = base::trim(decoded);
    const auto source = images_->source_of(address);
    if (!source) return;
    if (*source == address)
      add_kept("src", value, decoded);
    else
      add_kept("src", *source, *source);
  }

  void add_kept(std::string_view name, const std::string& value, const std::string& decoded) {
    const auto kept = kept_attribute(element_, name, value, decoded);
    if (!kept) return;
    if (name == "src") {
      has_source_ = true;
      is_admitted_ = is_admitted_frame(decoded);
    }
    has_alternative_ = has_alternative_ || name == "alt";
    if (name == "rel") {
      relations_ = *kept;
      return;
    }
    if (name == "target") target_ = decoded;
    text_ += attribute_text(name, *kept);
  }

  // The style of an element that is written as another one stands last, with what the attributes of
  // <font> say, its face behind the others.
  bool keep_for_style(std::string_view name, const std::string& value) {
    if (name == "style") {
      style_ = value;
      return true;
    }
    if (successor_->former != "font" || font_style(name, "0").empty()) return false;
    (name == "face" ? face_ : font_) += ";" + font_style(name, value);
    return true;
  }

  void add_style() {
    std::string style = style_ + font_ + face_;
    if (!style.empty())
      style = kept_style(decode_entities(style + ";" + std::string(successor_->style)));
    const std::string_view shown = style.empty() ? successor_->style : std::string_view(style);
    if (!shown.empty()) text_ += attribute_text("style", shown);
  }

  std::string_view element_;
  const Successor* successor_;
  ImageSources* images_;
  std::string text_;
  std::string style_;
  std::string font_;
  std::string face_;
  std::string target_;
  std::string relations_;
  bool has_source_ = false;
  bool has_alternative_ = false;
  bool is_admitted_ = false;
};

}  // namespace

void HtmlWriter::write_text(std::string_view text, Entities entities) {
  const std::string decoded =
      entities == Entities::kDecode ? decode_complete_entities(text) : std::string();
  const std::string_view shown = entities == Entities::kDecode ? decoded : text;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const bool stays =
        entities == Entities::kLeave && shown[i] == '&' && entity_length(shown.substr(i)) > 0;
    if (shown[i] == '<')
      out_ += "&lt;";
    else if (shown[i] == '>')
      out_ += "&gt;";
    else if (shown[i] == '&' && !stays)
      out_ += "&amp;";
    else
      out_.push_back(shown[i]);
  }
}

void HtmlWriter::start(const Token& tag, Entities entities) {
  const Element& element = *tag.element;
  close_before(element);
  if (!is_allowed_here(element)) return;
  if (!element.is(kVoid) && open_.size() >= kDeepestElement) {
    ++passed_[index_of(element)];
    return;
  }
  const std::size_t from = out_.size();
  const std::string_view name = write_tag(tag, entities);
  if (element.is(kVoid)) return;
  push({&element, name, from, out_.size()});
  if (tag.is_self_closed) close_last();
}

void HtmlWriter::end(const Element& element) {
  const std::size_t index = index_of(element);
  if (passed_[index] > 0) {
    --passed_[index];
    return;
  }
  if (open_count_[index] == 0) return;
  for (std::size_t depth = open_.size(); depth-- > 0;) {
    if (open_[depth].element == &element) return close_to(depth);
    if (open_[depth].element->is(barrier_of(element))) return;
  }
}

std::string HtmlWriter::finish() {
  close_to(0);
  return std::move(out_);
}

void HtmlWriter::close_before(const Element& element) {
  if (element.is(kItem | kTerm)) close_item(element.traits & (kItem | kTerm));
  if (element.is(kEndsParagraph)) close_through(kParagraph, kCellScope);
  if (element.is(kLink)) close_through(kLink, kBlock);
  if (element.is(kRuby)) close_through(kRuby, kBlock);
  if (element.is(kHeading) && !open_.empty() && open_.back().element->is(kHeading)) close_last();
  // The lowest of the parts that are open ends with all that stands in it.
  if (element.is(kTablePart) && tables_ > 0)
    while (true) {
      const std::size_t before = open_.size();
      close_through(closed_parts(element), kTable);
      if (open_.size() == before) return;
    }
}

// An item closes the one before it in the same list.
void HtmlWriter::close_item(unsigned trait) {
  for (std::size_t depth = open_.size(); depth-- > 0;) {
    const Element& open = *open_[depth].element;
    if (open.is(trait)) return close_to(depth);
    if (open.is(kBlock) && !open.is(kLoose)) return;
  }
}

void HtmlWriter::close_through(unsigned traits, unsigned barrier) {
  for (std::size_t depth = open_.size(); depth-- > 0;) {
    if (open_[depth].element->is(traits)) return close_to(depth);
    if (open_[depth].element->is(barrier)) return;
  }
}

void HtmlWriter::close_to(std::size_t depth) {
  while (open_.size() > depth) close_last();
}

void HtmlWriter::close_last() {
  const Open last = open_.back();
  // With the deepest element goes what stood deeper.
  if (open_.size() == kDeepestElement) passed_.fill(0);
  open_.pop_back();
  --open_count_[index_of(*last.element)];
  if (last.element->is(kTable)) --tables_;
  if (last.name.empty()) return;
  if (out_.size() == last.content && !last.element->is(kMayBeEmpty))
    out_.resize(last.start);
  else
    out_.append("</").append(last.name).append(">");
}

// Browsers take parts of a table nowhere else, and then for parts of the page's own.
bool HtmlWriter::is_allowed_here(const Element& element) const {
  return !element.is(kTablePart) || tables_ > 0;
}

void HtmlWriter::push(const Open& open) {
  open_.push_back(open);
  ++open_count_[index_of(*open.element)];
  if (open.element->is(kTable)) ++tables_;
}

// The name that was written, empty when the tag is not.
std::string_view HtmlWriter::write_tag(const Token& tag, Entities entities) {
  if (!tag.element->is(kKept)) return {};
  const Attributes attributes(tag, entities, images_);
  if (!attributes.is_element()) return {};
  const Successor* successor = successor_of(tag.element->name);
  const std::string_view name = successor ? successor->name : tag.element->name;
  out_.append("<").append(name).append(attributes.text());
  out_ += tag.element->is(kVoid) ? " />" : ">";
  return name;
}

}  // namespace ost::domain
