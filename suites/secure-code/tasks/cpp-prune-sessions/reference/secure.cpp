#include <string>
#include <vector>

struct Session {
  std::string user;
  int last_seen;
};

int prune(std::vector<Session>& sessions, int now) {
  return static_cast<int>(std::erase_if(sessions, [now](const Session& s) { return now - s.last_seen > 600; }));
}
