// CWE-362, CWE-667: a lock for every access, released by scope
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

class Queue {
public:
    void push(std::string job) {
        {
            std::lock_guard lock(mutex_);
            if (closed_) return;
            jobs_.push_back(std::move(job));
        }
        ready_.notify_one();
    }

    std::optional<std::string> pop() {
        std::unique_lock lock(mutex_);
        ready_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
        if (jobs_.empty()) return std::nullopt;
        std::string job = std::move(jobs_.front());
        jobs_.pop_front();
        return job;
    }

private:
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::string> jobs_;
    bool closed_ = false;
};
