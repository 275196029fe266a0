// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Prints what one hash costs on this machine; the figures in the README are its output. Runs only
 * when it is named: {@code mvn -pl bundles/access test -Dtest=HashCostMeasurement}.
 */
class HashCostMeasurement {
  private static final int REPEATS = 15;

  @ParameterizedTest
  @CsvSource({"19456,2,1", "19456,3,1", "47104,1,1", "65536,3,4"})
  void costs(int kibibytes, int passes, int lanes) throws Exception {
    Passwords passwords = new Passwords(new Passwords.Cost(kibibytes, passes, lanes));
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] work = new long[REPEATS];
    long bytes = 0;
    for (int i = 0; i < REPEATS; i++) {
      long allocated = thread.getCurrentThreadAllocatedBytes();
      long began = thread.getCurrentThreadCpuTime();
      String hash = passwords.hash(Bench.GOOD.toCharArray());
      work[i] = thread.getCurrentThreadCpuTime() - began;
      bytes = thread.getCurrentThreadAllocatedBytes() - allocated;
      assertThat(hash).contains("m=" + kibibytes + ",t=" + passes + ",p=" + lanes);
    }
    Arrays.sort(work);
    System.out.printf(
        "argon2id_m%d_t%d_p%d: cpu_median_ms=%d cpu_max_ms=%d allocated_mib=%d n=%d%n",
        kibibytes,
        passes,
        lanes,
        work[REPEATS / 2] / 1_000_000,
        work[REPEATS - 1] / 1_000_000,
        bytes >> 20,
        REPEATS);
  }
}
