// Writing message heads, for client.cc and server.cc alone.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "net/http.h"

namespace broch::net {

/// RFC 9110, section 5.6.2: what a method and a field name are made of.
bool is_token(std::string_view text);

/// Appends "Name: value\r\n" for each field but those named in `without`. A name or value that would end the
/// line early is an error: it would let data write headers.
Status append_fields(std::string& out, const Headers& headers,
                     std::initializer_list<std::string_view> without);

}  // namespace broch::net
