// SPDX-License-Identifier: MIT
#include "base/html_writer.hpp"

#include <vector>

#include "base/html.hpp"
#include "base/html_rules.hpp"
#include "base/plain_text.hpp"

namespace ost::base {
namespace {

/// Writes the tree out, without recursion.
class Writer {
 public:
  std::string write(const GumboNode* body) {
    push_children(body, "", false);
    while (!open_.empty()) step();
    return std::move(out_);
  }

 private:
  struct Open {
    const GumboVector* children;
    unsigned next;
    std::string close;    // the end tag, "" for an element that is not written
    std::size_t start;    // where the start tag stands in the output
    std::size_t content;  // where its content starts
    bool may_be_empty;
  };

  void step() {
    Open& top = open_.back();
    if (top.next >= top.children->length) return pop();
    write_node(static_cast<const GumboNode*>(top.children->data[top.next++]));
  }

  void pop() {
    const Open top = std::move(open_.back());
    open_.pop_back();
    const bool is_empty = out_.size() == top.content;
    if (!top.close.empty() && is_empty && !top.may_be_empty)
      out_.resize(top.start);
    else
      out_ += top.close;
  }

  void write_node(const GumboNode* node) {
    switch (node->type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_CDATA:
      case GUMBO_NODE_WHITESPACE:
        return write_text(node->v.text.text);
      case GUMBO_NODE_ELEMENT:
        return write_element(node);
      default:
        return;
    }
  }

  void write_text(const char* text) {
    for (const char* c = text; *c; ++c) {
      switch (*c) {
        case '<':
          out_ += "&lt;";
          break;
        case '>':
          out_ += "&gt;";
          break;
        case '&':
          out_ += "&amp;";
          break;
        default:
          out_.push_back(*c);
      }
    }
  }

  void write_element(const GumboNode* node) {
    const GumboElement& element = node->v.element;
    const bool is_html = element.tag_namespace == GUMBO_NAMESPACE_HTML;
    const std::string former = gumbo_normalized_tagname(element.tag);
    if (is_dropped_whole(former)) return;
    const std::size_t start = out_.size();
    const bool implied = (node->parse_flags & GUMBO_INSERTION_BY_PARSER) != 0;
    const bool written =
        is_html && !implied && is_kept_element(former) && write_start(former, element);
    if (!written) return push_children(node, "", false);
    const Successor* successor = successor_of(former);
    const std::string name(successor ? successor->name : std::string_view(former));
    if (is_void_element(name)) return;
    push_children(node, "</" + name + ">", may_be_empty(name), start);
  }

  // The style of an element that is written as another one, behind its own style.
  static std::string style_for(const Successor& successor, const GumboElement& element) {
    const GumboAttribute* own = gumbo_get_attribute(&element.attributes, "style");
    std::string style = own ? own->value : "";
    std::string face;
    const auto add = [&](const std::string& declaration) { style += ";" + declaration; };
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      if (successor.former != "font") break;
      const std::string declaration = font_style(attribute->name, attribute->value);
      if (attribute->name == std::string_view("face"))
        face = declaration;
      else
        add(declaration);
    }
    add(face);
    add(std::string(successor.style));
    const auto kept = kept_attribute(successor.name, "style", style, decode_entities(style));
    return kept ? " style=\"" + encode_special_characters(*kept) + "\"" : "";
  }

  static bool is_in_style(const Successor* successor, std::string_view name) {
    if (!successor) return false;
    return name == "style" || (successor->former == "font" && !font_style(name, "0").empty());
  }

  bool write_start(const std::string& name, const GumboElement& element) {
    const Successor* successor = successor_of(name);
    std::string attributes;
    bool has_source = false;
    bool has_alternative = false;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      const std::string raw = restore_entities(attribute->value);
      const std::string decoded = decode_entities(raw);
      if (name == "iframe" && attribute->name == std::string_view("src") &&
          !is_admitted_frame(decoded))
        return false;
      const auto kept = kept_attribute(name, attribute->name, raw, decoded);
      if (!kept || is_in_style(successor, attribute->name)) continue;
      has_source = has_source || attribute->name == std::string_view("src");
      has_alternative = has_alternative || attribute->name == std::string_view("alt");
      attributes +=
          std::string(" ") + attribute->name + "=\"" + encode_special_characters(*kept) + "\"";
    }
    if ((name == "iframe" || name == "img") && !has_source) return false;
    if (name == "img" && !has_alternative) attributes += " alt=\"image\"";
    if (successor) attributes += style_for(*successor, element);
    out_ += "<" + (successor ? std::string(successor->name) : name) + attributes +
            (is_void_element(name) ? " />" : ">");
    return true;
  }

  void push_children(const GumboNode* node, std::string close, bool empty, std::size_t start = 0) {
    const GumboElement& element = node->v.element;
    open_.push_back({&element.children, 0, std::move(close), start, out_.size(), empty});
  }

  std::string out_;
  std::vector<Open> open_;
};

}  // namespace

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

std::string restore_entities(std::string text) {
  return replace_all(std::move(text), kAmpersand, "&");
}

std::string write_kept_markup(const GumboNode* element) {
  return Writer().write(element);
}

}  // namespace ost::base
