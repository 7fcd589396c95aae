#include "core/build_id.h"

#include <elf.h>
#include <link.h>

#include <cstring>

#include "core/hash.h"

namespace broch {
namespace {

constexpr size_t padded(size_t size) { return (size + 3) & ~size_t{3}; }

/// Looks through the notes of one object for the linker's.
std::string id_among(const char* notes, size_t size) {
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    std::memcpy(&note, notes, sizeof note);
    const size_t name = sizeof note, content = name + padded(note.n_namesz);
    const size_t end = content + padded(note.n_descsz);
    if (end > size) break;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof ELF_NOTE_GNU &&
        std::memcmp(notes + name, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0) {
      return to_hex(reinterpret_cast<const uint8_t*>(notes + content), note.n_descsz);
    }
    notes += end;
    size -= end;
  }
  return {};
}

/// Called for each object that is loaded; the program comes first.
int read_object(dl_phdr_info* object, size_t, void* id) {
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = object->dlpi_phdr[i];
    if (segment.p_type != PT_NOTE) continue;
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the loader tells addresses as numbers
    const auto* notes = reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr);
    const std::string found = id_among(notes, segment.p_memsz);
    if (!found.empty()) *static_cast<std::string*>(id) = found;
  }
  return 1;
}

}  // namespace

std::string build_id() {
  std::string id;
  dl_iterate_phdr(read_object, &id);
  return id;
}

}  // namespace broch
