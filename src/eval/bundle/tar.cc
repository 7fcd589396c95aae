#include "eval/bundle/tar.h"

#include <fmt/format.h>

#include <cstdint>

#include "core/number.h"

namespace broch::eval {

namespace {

constexpr size_t kBlock = 512;
constexpr size_t kRecord = 20 * kBlock;  ///< `tar --delete` loses members of a file without whole records
constexpr size_t kNameBytes = 100, kSizeAt = 124, kSizeDigits = 11, kSumAt = 148;

size_t padded(size_t size, size_t unit = kBlock) { return (size + unit - 1) / unit * unit; }

std::string header_of(const std::string& name, size_t size) {
  std::string header(kBlock, '\0');
  const auto put = [&](size_t at, std::string_view text) { header.replace(at, text.size(), text); };
  put(0, name);
  put(100, "0000644");
  put(108, "0000000");  // user
  put(116, "0000000");  // group
  put(kSizeAt, fmt::format("{:0{}o}", size, kSizeDigits));
  put(136, "00000000000");  // time
  put(156, "0");            // a regular file
  put(257, std::string_view("ustar\0"
                            "00",
                            8));
  put(329, "0000000");  // device
  put(337, "0000000");
  put(kSumAt, "        ");  // the sum counts its own field as spaces
  uint32_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(kSumAt, fmt::format("{:06o}", sum));
  header[kSumAt + 6] = '\0';
  return header;
}

bool all_zero(std::string_view bytes) { return bytes.find_first_not_of('\0') == std::string_view::npos; }

std::unexpected<Error> damaged(size_t number, std::string_view what) {
  return fail(ErrorKind::kInput, fmt::format("member {}: {}", number, what));
}

}  // namespace

std::string write_tar(const std::vector<TarMember>& members) {
  std::string tar;
  for (const TarMember& member : members) {
    tar += header_of(member.name, member.bytes.size());
    tar += member.bytes;
    tar.resize(padded(tar.size()));
  }
  tar.resize(padded(tar.size() + 2 * kBlock, kRecord));
  return tar;
}

Result<std::vector<TarMember>> read_tar(std::string_view bytes) {
  std::vector<TarMember> members;
  if (bytes.size() % kBlock != 0) return fail(ErrorKind::kInput, "a tar file has whole blocks of 512 bytes");
  while (bytes.size() >= kBlock && !all_zero(bytes.substr(0, kBlock))) {
    const size_t number = members.size() + 1;
    const std::string_view header = bytes.substr(0, kBlock);
    const std::string name(header.substr(0, std::min(kNameBytes, header.find('\0'))));
    const std::optional<size_t> stated = parse_number<size_t>(header.substr(kSizeAt, kSizeDigits), 8);
    if (!stated || name.size() >= kNameBytes || header_of(name, *stated) != header) {
      return damaged(number, fmt::format("its header is none that `broch eval bundle` writes (`{}`)", name));
    }
    const size_t size = *stated;
    bytes.remove_prefix(kBlock);
    if (padded(size) > bytes.size()) return damaged(number, fmt::format("`{}` is cut off", name));
    if (!all_zero(bytes.substr(size, padded(size) - size))) {
      return damaged(number, fmt::format("something stands behind the end of `{}`", name));
    }
    members.push_back({name, std::string(bytes.substr(0, size))});
    bytes.remove_prefix(padded(size));
  }
  if (bytes.size() < 2 * kBlock || !all_zero(bytes)) {
    return damaged(members.size() + 1, "the end of the file was changed");
  }
  return members;
}

}  // namespace broch::eval
