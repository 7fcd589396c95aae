#include <algorithm>

#include "core/json.h"
#include "core/number.h"

namespace broch::json {

Object::Object(std::initializer_list<Member> members) : members_(members) {}

const Value* Object::find(std::string_view key) const {
  for (const Member& member : members_) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

Value* Object::find(std::string_view key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

void Object::set(std::string key, Value value) {
  if (Value* existing = find(key)) {
    *existing = std::move(value);
  } else {
    append(std::move(key), std::move(value));
  }
}

void Object::append(std::string key, Value value) { members_.push_back({std::move(key), std::move(value)}); }

void Object::erase(std::string_view key) {
  std::erase_if(members_, [&](const Member& member) { return member.key == key; });
}

Value::Value(uint64_t value) {
  if (value <= static_cast<uint64_t>(INT64_MAX)) {
    data_ = static_cast<int64_t>(value);
  } else {
    data_ = static_cast<double>(value);
  }
}

Value Value::strings(const std::vector<std::string>& values) { return Array(values.begin(), values.end()); }

Value Value::string_map(const std::map<std::string, std::string>& members) {
  Object object;
  for (const auto& [key, value] : members) object.append(key, value);
  return object;
}

double Value::as_double() const {
  return is_integer() ? static_cast<double>(as_integer()) : std::get<double>(data_);
}

const Value* Value::find(std::string_view key) const { return is_object() ? as_object().find(key) : nullptr; }

const Value* Value::at_pointer(std::string_view pointer) const {
  const Value* value = this;
  while (!pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const size_t end = std::min(pointer.find('/'), pointer.size());
    std::string step;
    for (size_t i = 0; i < end; ++i) {
      if (pointer[i] != '~') {
        step += pointer[i];
        continue;
      }
      ++i;
      if (i == end || (pointer[i] != '0' && pointer[i] != '1')) return nullptr;
      step += pointer[i] == '0' ? '~' : '/';
    }
    pointer.remove_prefix(end);
    if (value->is_array()) {
      const std::optional<size_t> index = parse_number<size_t>(step);
      if (!index || *index >= value->as_array().size()) return nullptr;
      value = &value->as_array()[*index];
    } else {
      value = value->find(step);
      if (value == nullptr) return nullptr;
    }
  }
  return value;
}

std::optional<std::string_view> Value::get_string(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || !value->is_string()) return {};
  return value->as_string();
}

std::optional<int64_t> Value::get_integer(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || !value->is_integer()) return {};
  return value->as_integer();
}

std::optional<double> Value::get_double(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || !value->is_number()) return {};
  return value->as_double();
}

std::optional<bool> Value::get_bool(std::string_view key) const {
  const Value* value = find(key);
  if (value == nullptr || !value->is_bool()) return {};
  return value->as_bool();
}

const Array* Value::get_array(std::string_view key) const {
  const Value* value = find(key);
  return value != nullptr && value->is_array() ? &value->as_array() : nullptr;
}

const char* Value::type_name() const {
  if (is_null()) return "null";
  if (is_bool()) return "boolean";
  if (is_number()) return "number";
  if (is_string()) return "string";
  return is_array() ? "array" : "object";
}

bool operator==(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return a.as_double() == b.as_double();
  if (a.is_object() && b.is_object()) {
    // Order of members is no part of a JSON value.
    if (a.as_object().size() != b.as_object().size()) return false;
    for (const Member& member : a.as_object()) {
      const Value* other = b.find(member.key);
      if (other == nullptr || !(member.value == *other)) return false;
    }
    return true;
  }
  if (a.is_array() && b.is_array()) return a.as_array() == b.as_array();
  if (a.is_string() && b.is_string()) return a.as_string() == b.as_string();
  if (a.is_bool() && b.is_bool()) return a.as_bool() == b.as_bool();
  return a.is_null() && b.is_null();
}

}  // namespace broch::json
