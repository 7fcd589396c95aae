#include "sandbox/collect.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace broch::sandbox {

Result<Pipe> Pipe::make() {
  Pipe made;
  if (pipe2(made.ends_, O_CLOEXEC) != 0) return fail(ErrorKind::kIo, "no pipe: " + system_reason(errno));
  return made;
}

Pipe::~Pipe() {
  close_read();
  close_write();
}

Pipe::Pipe(Pipe&& other) noexcept
    : ends_{std::exchange(other.ends_[0], -1), std::exchange(other.ends_[1], -1)} {}

void Pipe::close(int which) {
  if (ends_[which] >= 0) ::close(std::exchange(ends_[which], -1));
}

namespace {

/// Takes what is there. True when the stream passed its bound just now.
bool take(Stream& stream) {
  char buffer[1 << 16];
  const ssize_t got = ::read(stream.fd, buffer, sizeof buffer);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return false;
  if (got <= 0) {
    stream.ended = true;
    return false;
  }
  const size_t room = stream.most - stream.bytes.size();
  stream.bytes.append(buffer, std::min(room, static_cast<size_t>(got)));
  if (static_cast<size_t>(got) <= room || stream.truncated) return false;
  stream.truncated = true;
  return true;
}

}  // namespace

bool collect(std::vector<Stream>& streams, int child, std::chrono::steady_clock::time_point deadline,
             const std::function<void()>& on_overflow) {
  bool alive = true, told = false;
  std::vector<pollfd> watched;
  for (;;) {
    watched.clear();
    for (const Stream& stream : streams) watched.push_back({stream.ended ? -1 : stream.fd, POLLIN, 0});
    watched.push_back({alive ? child : -1, POLLIN, 0});
    if (std::all_of(watched.begin(), watched.end(), [](const pollfd& one) { return one.fd < 0; }))
      return true;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    if (::poll(watched.data(), watched.size(),
               static_cast<int>(std::min<int64_t>(left.count() + 1, 60'000))) < 0)
      continue;
    for (size_t i = 0; i < streams.size(); ++i) {
      if (watched[i].revents != 0 && take(streams[i]) && !std::exchange(told, true)) on_overflow();
    }
    if (watched.back().revents != 0) alive = false;
  }
}

}  // namespace broch::sandbox
