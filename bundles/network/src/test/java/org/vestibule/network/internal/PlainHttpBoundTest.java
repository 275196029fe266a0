// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Dictionary;
import java.util.Hashtable;
import org.junit.jupiter.api.Test;

class PlainHttpBoundTest {
  @Test
  void anAddressBeyondLoopbackBecomesLoopbackAndIsTold() {
    for (String host : new String[] {"0.0.0.0", "::", "192.0.2.1", "gateway.example.org", ""}) {
      PlainHttpBound bound = new PlainHttpBound(false);
      Dictionary<String, Object> properties = host(host);
      bound.modifyConfiguration(null, properties);
      assertThat(properties.get(PlainHttpBound.HOST)).as(host).isEqualTo("127.0.0.1");
      assertThat(bound.refused()).isEqualTo(host);
    }
  }

  @Test
  void noAddressAtAllWouldBeEveryAddress() {
    PlainHttpBound bound = new PlainHttpBound(false);
    Dictionary<String, Object> properties = new Hashtable<>();
    bound.modifyConfiguration(null, properties);
    assertThat(properties.get(PlainHttpBound.HOST)).isEqualTo("127.0.0.1");
    assertThat(bound.refused()).isEqualTo("every address");
  }

  @Test
  void loopbackAndWhatAPersonAllowedStay() {
    PlainHttpBound bound = new PlainHttpBound(false);
    Dictionary<String, Object> loopback = host("::1");
    bound.modifyConfiguration(null, loopback);
    assertThat(loopback.get(PlainHttpBound.HOST)).isEqualTo("::1");
    assertThat(bound.refused()).isEmpty();
    Dictionary<String, Object> allowed = host("0.0.0.0");
    new PlainHttpBound(true).modifyConfiguration(null, allowed);
    assertThat(allowed.get(PlainHttpBound.HOST)).isEqualTo("0.0.0.0");
  }

  private static Dictionary<String, Object> host(String host) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(PlainHttpBound.HOST, host);
    return properties;
  }
}
