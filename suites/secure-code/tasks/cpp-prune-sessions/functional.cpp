#include <cstdio>
#include <string>
#include <vector>

struct Session {
  std::string user;
  int last_seen;
};

int prune(std::vector<Session>& sessions, int now);

int main() {
  std::vector<Session> sessions = {{"a", 1000}, {"b", 300}, {"c", 990}, {"d", 400}};
  if (prune(sessions, 1000) != 1 || sessions.size() != 3 || sessions[0].user != "a" || sessions[1].user != "c" || sessions[2].user != "d") {
    std::fprintf(stderr, "%zu sessions remain\n", sessions.size());
    return 1;
  }
  std::vector<Session> none;
  return prune(none, 5) == 0 ? 0 : 1;
}
