#include <cstdio>
#include <string>
#include <vector>

struct Session {
  std::string user;
  int last_seen;
};

int prune(std::vector<Session>& sessions, int now);

int main() {
  std::vector<Session> sessions;
  for (int i = 0; i < 40; i++) sessions.push_back({"a user with a name that is longer than a short string", i % 4 == 0 ? 1000 : 1});
  if (prune(sessions, 1000) != 30 || sessions.size() != 10) {
    std::fprintf(stderr, "%zu sessions remain\n", sessions.size());
    return 1;
  }
  std::vector<Session> all(5, Session{"another user with a long name that is on the heap", 0});
  return prune(all, 5000) == 5 && all.empty() ? 0 : 1;
}
