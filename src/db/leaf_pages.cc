#include "db/leaf_pages.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "core/descriptor.h"

namespace broch::db {

namespace {

constexpr uint8_t kTableLeaf = 0x0d;
constexpr size_t kFileHeader = 100;
constexpr size_t kPageHeader = 8;
constexpr size_t kPointer = 4;  ///< of a page to the next one of a chain

uint64_t big_endian(std::string_view bytes) {
  uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<uint8_t>(byte);
  return value;
}

/// Takes a varint off the front: seven bits a byte, eight in the ninth. Nothing when the bytes end before.
std::optional<uint64_t> take_varint(std::string_view& bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < 9 && i < bytes.size(); ++i) {
    const auto byte = static_cast<uint8_t>(bytes[i]);
    if (i == 8 || byte < 0x80) {
      bytes.remove_prefix(i + 1);
      return i == 8 ? value << 8 | byte : value << 7 | byte;
    }
    value = value << 7 | (byte & 0x7f);
  }
  return std::nullopt;
}

/// How many bytes a value of this serial type takes; nothing for the two reserved ones.
std::optional<uint64_t> size_of(uint64_t serial) {
  static constexpr uint8_t kSizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
  if (serial < std::size(kSizes)) return kSizes[serial];
  if (serial < 12) return std::nullopt;
  return (serial - 12) / 2;
}

bool may_hold(const LeafColumn& column, uint64_t serial) {
  const bool text = serial >= 13 && serial % 2 == 1;
  const bool integer = (serial >= 1 && serial <= 6) || serial == 8 || serial == 9;
  if (serial == 0) return column.nullable;
  if (column.type == LeafColumn::Type::kText) return text;
  // A real without a fraction is stored as an integer.
  return integer || (serial == 7 && column.type == LeafColumn::Type::kReal);
}

Value value_of(const LeafColumn& column, uint64_t serial, std::string_view bytes) {
  if (serial == 0) return std::monostate{};
  if (serial >= 12) return std::string(bytes);
  if (serial == 7) return std::bit_cast<double>(big_endian(bytes));
  int64_t integer = serial == 9 ? 1 : 0;
  if (!bytes.empty()) {
    const auto unused = static_cast<int>(64 - 8 * bytes.size());
    integer = static_cast<int64_t>(big_endian(bytes) << unused) >> unused;
  }
  if (column.type == LeafColumn::Type::kReal) return static_cast<double>(integer);
  return integer;
}

class LeafReader {
 public:
  LeafReader(int file, uint64_t page_size, uint64_t usable, uint64_t pages,
             const std::vector<LeafColumn>& columns)
      : file_(file), page_size_(page_size), usable_(usable), pages_(pages), columns_(columns) {}

  void read(const std::function<void(int64_t, std::vector<Value>)>& use) {
    std::string page(page_size_, '\0');
    // The first page is one of the schema.
    for (uint64_t number = 2; number <= pages_; number = next_page(number)) {
      if (!read_page(number, page) || static_cast<uint8_t>(page[0]) != kTableLeaf) continue;
      const std::string_view content = std::string_view(page).substr(0, usable_);
      const uint64_t cells = std::min(big_endian(content.substr(3, 2)), (usable_ - kPageHeader) / 2);
      for (uint64_t i = 0; i < cells; ++i) {
        const uint64_t at = big_endian(content.substr(kPageHeader + 2 * i, 2));
        if (at >= kPageHeader + 2 * cells && at < usable_) read_cell(content.substr(at), use);
      }
    }
  }

 private:
  bool read_page(uint64_t number, std::string& page) {
    const auto at = static_cast<off_t>((number - 1) * page_size_);
    return pread(file_, page.data(), page.size(), at) == static_cast<ssize_t>(page.size());
  }

  /// Passes over a hole: a file that was cut may have been brought to any length its header tells.
  uint64_t next_page(uint64_t number) const {
    const off_t data = lseek(file_, static_cast<off_t>(number * page_size_), SEEK_DATA);
    if (data < 0) return errno == ENXIO ? pages_ + 1 : number + 1;
    return static_cast<uint64_t>(data) / page_size_ + 1;
  }

  void read_cell(std::string_view cell, const std::function<void(int64_t, std::vector<Value>)>& use) {
    const auto size = take_varint(cell);
    const auto rowid = take_varint(cell);
    if (!size || !rowid || *size > pages_ * page_size_) return;
    const uint64_t local = local_size(*size);
    if (cell.size() < local + (local < *size ? kPointer : 0)) return;
    std::string_view header = cell.substr(0, local);
    const auto types = types_of(header, *size);
    if (!types) return;
    std::string payload(cell.substr(0, local));
    if (local < *size && !follow_chain(big_endian(cell.substr(local, kPointer)), *size, payload)) return;
    std::string_view body = payload;
    body.remove_prefix(*take_varint(header));
    std::vector<Value> values(columns_.size());
    for (size_t i = 0; i < types->size(); ++i) {
      const uint64_t bytes = *size_of((*types)[i]);
      values[i] = value_of(columns_[i], (*types)[i], body.substr(0, bytes));
      body.remove_prefix(bytes);
    }
    use(static_cast<int64_t>(*rowid), std::move(values));
  }

  /// How much of a payload stands in the leaf itself (1.6 of the format).
  uint64_t local_size(uint64_t payload) const {
    const uint64_t most = usable_ - 35, least = (usable_ - 12) * 32 / 255 - 23;
    if (payload <= most) return payload;
    const uint64_t rest = least + (payload - least) % (usable_ - kPointer);
    return rest <= most ? rest : least;
  }

  /// The serial types, when they fit the columns and account for every byte of the payload.
  std::optional<std::vector<uint64_t>> types_of(std::string_view record, uint64_t size) const {
    const std::string_view whole = record;
    const auto header_size = take_varint(record);
    const size_t taken = whole.size() - record.size();
    if (!header_size || *header_size > whole.size() || *header_size < taken) return std::nullopt;
    record = whole.substr(taken, *header_size - taken);
    std::vector<uint64_t> types;
    uint64_t sum = *header_size;
    while (!record.empty()) {
      const auto serial = take_varint(record);
      const auto bytes = serial ? size_of(*serial) : std::nullopt;
      if (!bytes || types.size() == columns_.size() || !may_hold(columns_[types.size()], *serial) ||
          *bytes > size - sum) {
        return std::nullopt;
      }
      sum += *bytes;
      types.push_back(*serial);
    }
    const bool all = types.size() == columns_.size() || columns_[types.size()].optional;
    if (sum != size || !all) return std::nullopt;
    return types;
  }

  bool follow_chain(uint64_t number, uint64_t size, std::string& payload) {
    std::string page(page_size_, '\0');
    while (payload.size() < size) {
      if (number < 2 || number > pages_ || !in_chain_.insert(number).second) return false;
      if (!read_page(number, page)) return false;
      payload.append(page, kPointer, std::min(size - payload.size(), usable_ - kPointer));
      number = big_endian(std::string_view(page).substr(0, kPointer));
    }
    return number == 0;
  }

  const int file_;
  const uint64_t page_size_;
  const uint64_t usable_;  ///< bytes of a page without what is reserved at its end
  const uint64_t pages_;
  const std::vector<LeafColumn>& columns_;
  std::unordered_set<uint64_t> in_chain_;  ///< pages that some row has as an overflow page
};

}  // namespace

Status for_each_leaf_row(const std::string& file, const std::vector<LeafColumn>& columns,
                         const std::function<void(int64_t, std::vector<Value>)>& use) {
  const Descriptor descriptor(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  const off_t bytes = lseek(descriptor.get(), 0, SEEK_END);
  std::string header(kFileHeader, '\0');
  if (bytes < 0 ||
      pread(descriptor.get(), header.data(), header.size(), 0) != static_cast<ssize_t>(kFileHeader)) {
    return fail(ErrorKind::kIo, "cannot read the header of the database", {file}, "check its permissions");
  }
  const std::string_view fields = header;
  uint64_t page_size = big_endian(fields.substr(16, 2));
  if (page_size == 1) page_size = 65536;
  const uint64_t reserved = big_endian(fields.substr(20, 1));
  if (page_size < 512 || !std::has_single_bit(page_size) || page_size - reserved < 480) {
    return fail(ErrorKind::kInput, "the header of the database states no page size", {file},
                "restore it from a copy");
  }
  const uint64_t pages = static_cast<uint64_t>(bytes) / page_size;
  LeafReader(descriptor.get(), page_size, page_size - reserved, pages, columns).read(use);
  return {};
}

}  // namespace broch::db
