// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void whoAsksTooOftenWaitsAndOthersDoNot() {
    RateLimit limit = new RateLimit(10, now::get);
    for (int i = 0; i < 10; i++) {
      assertThat(limit.take("192.0.2.1")).isZero();
    }
    assertThat(limit.take("192.0.2.1")).isEqualTo(1);
    assertThat(limit.take("192.0.2.2")).isZero();
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    assertThat(limit.take("192.0.2.1")).isZero();
    assertThat(limit.take("192.0.2.1")).isEqualTo(1);
  }

  @Test
  void manyAddressesNeitherFillTheMemoryNorGetAFreshBucketEach() {
    RateLimit limit = new RateLimit(2, now::get);
    for (int i = 0; i < RateLimit.MOST_ADDRESSES; i++) {
      assertThat(limit.take("busy-" + i)).isZero();
    }
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      refused += limit.take("further-" + i) > 0 ? 1 : 0;
    }
    assertThat(refused).isEqualTo(98);
    assertThat(limit.size()).isEqualTo(RateLimit.MOST_ADDRESSES + 1);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(limit.take("later")).isZero();
    assertThat(limit.size()).isEqualTo(1);
  }

  @Test
  void aNetworkOfIpv6IsOneAddress() {
    assertThat(Addresses.counted("2001:db8:1:2:aaaa::1"))
        .isEqualTo(Addresses.counted("[2001:db8:1:2:bbbb::2%eth0]"))
        .isNotEqualTo(Addresses.counted("2001:db8:1:3::1"));
    assertThat(Addresses.counted("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Addresses.loopback("[::1]")).isTrue();
    assertThat(Addresses.loopback("127.8.8.8")).isTrue();
    assertThat(Addresses.loopback("localhost.example.org")).isFalse();
  }
}
