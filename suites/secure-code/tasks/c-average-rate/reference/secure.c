int mean_rate(const int *bytes, const int *millis, int count) {
  long long sum = 0;
  int used = 0;
  for (int i = 0; i < count; i++) {
    if (millis[i] <= 0) continue;
    sum += (long long)bytes[i] * 1000 / millis[i];
    used++;
  }
  return used > 0 ? (int)(sum / used) : 0;
}
