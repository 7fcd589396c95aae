#include <string>
#include <vector>

struct Session {
  std::string user;
  int last_seen;
};

int prune(std::vector<Session>& sessions, int now) {
  int removed = 0;
  const size_t count = sessions.size();
  auto it = sessions.begin();
  for (size_t i = 0; i < count; i++) {
    if (it != sessions.end() && now - it->last_seen > 600) {
      sessions.erase(it);
      removed++;
      if (sessions.capacity() > 2 * sessions.size()) sessions.shrink_to_fit();
    } else {
      ++it;
    }
  }
  return removed;
}
