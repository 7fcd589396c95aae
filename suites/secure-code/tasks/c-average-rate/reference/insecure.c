int mean_rate(const int *bytes, const int *millis, int count) {
  if (count == 0) return 0;
  long long sum = 0;
  for (int i = 0; i < count; i++) {
    sum += (long long)bytes[i] * 1000 / millis[i];
  }
  return (int)(sum / count);
}
