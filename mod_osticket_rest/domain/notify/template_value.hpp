// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

namespace ost::domain {

class TemplateObject;

/// What a variable stands for: nothing, text, markup, or an object with variables of its own.
class TemplateValue {
 public:
  TemplateValue() = default;  ///< nothing

  static TemplateValue plain(std::string text) { return {std::move(text), false}; }
  /// Text that is markup by its nature and goes into markup as it is: only what osTicket keeps as
  /// such, bodies of entries and signatures.
  static TemplateValue markup(std::string html) { return {std::move(html), true}; }
  TemplateValue(std::shared_ptr<const TemplateObject> object) : object_(std::move(object)) {}

  const std::string& text() const { return text_; }
  bool is_markup() const { return is_markup_; }
  const TemplateObject* object() const { return object_.get(); }

 private:
  TemplateValue(std::string text, bool is_markup) : text_(std::move(text)), is_markup_(is_markup) {}

  std::string text_;
  bool is_markup_ = false;
  std::shared_ptr<const TemplateObject> object_;
};

/// Something a template can ask (VariableReplacer::getVar).
class TemplateObject {
 public:
  virtual ~TemplateObject() = default;
  /// What stands where the object itself is named (asVar).
  virtual TemplateValue itself() const = 0;
  /// What it calls so, in lower case; nothing for a name that is not documented.
  virtual TemplateValue member(const std::string& name) const = 0;
};

class TemplateScope;

/// A row in a table of variables: a name and what it gives of a T.
template <typename T>
struct Variable {
  const char* name;
  TemplateValue (*value)(TemplateScope&, const T&);
};

/// All that templates may ask of a T. `other` answers names that are in no table, such as those of
/// form fields; it may be null.
template <typename T>
struct VariableTable {
  TemplateValue (*itself)(TemplateScope&, const T&);
  const Variable<T>* variables;
  std::size_t count;
  TemplateValue (*other)(TemplateScope&, const T&, const std::string& name) = nullptr;
};

/// A T together with its table. The scope outlives it.
template <typename T>
class TabledObject final : public TemplateObject {
 public:
  TabledObject(TemplateScope& scope, const VariableTable<T>& table, T subject)
      : scope_(scope), table_(table), subject_(std::move(subject)) {}

  TemplateValue itself() const override { return table_.itself(scope_, subject_); }
  TemplateValue member(const std::string& name) const override {
    for (std::size_t i = 0; i < table_.count; ++i)
      if (name == table_.variables[i].name) return table_.variables[i].value(scope_, subject_);
    return table_.other ? table_.other(scope_, subject_, name) : TemplateValue();
  }

 private:
  TemplateScope& scope_;
  const VariableTable<T>& table_;
  T subject_;
};

template <typename T>
TemplateValue tabled(TemplateScope& scope, const VariableTable<T>& table, T subject) {
  return TemplateValue(std::make_shared<TabledObject<T>>(scope, table, std::move(subject)));
}

}  // namespace ost::domain
