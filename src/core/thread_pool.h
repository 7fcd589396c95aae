// A fixed number of threads and a bounded queue.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace broch {

class ThreadPool {
 public:
  /// `threads` 0 means one per hardware thread. submit() blocks while `max_queue` tasks wait.
  explicit ThreadPool(size_t threads = 0, size_t max_queue = 1024);
  ~ThreadPool();  ///< runs what is queued, then joins
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// A task must not throw.
  void submit(std::function<void()> task);
  void wait();  ///< until nothing is queued or running
  size_t size() const { return threads_.size(); }

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable work_, space_, idle_;
  std::deque<std::function<void()>> queue_;
  size_t max_queue_, running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

/// Calls body(i) for i in [0, count) on `threads` threads (0: one per hardware thread) and waits.
void parallel_for(size_t count, size_t threads, const std::function<void(size_t)>& body);

}  // namespace broch
