// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.FoundStation;
import org.vestibule.api.station.StationFinder;
import org.vestibule.api.station.StationReport;
import org.vestibule.integrations.onvif.sip.internal.onvif.discovery.Discovery;

/** Finds and tries devices that speak ONVIF. Thread-safe. */
@Component(service = StationFinder.class)
public final class OnvifFinder implements StationFinder {
  private static final Duration LEAST = Duration.ofMillis(100);
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Ways.Out out;
  private final Discovery discovery;

  /** For the container. */
  @Activate
  public OnvifFinder(@Reference OnvifWay way) {
    this(way, new Discovery());
  }

  OnvifFinder(Ways.Out out, Discovery discovery) {
    this.out = out;
    this.discovery = discovery;
  }

  @Override
  public List<FoundStation> discover(Duration wait)
      throws VestibuleException, InterruptedException {
    if (wait.compareTo(LEAST) < 0 || wait.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("wait " + wait + "; allowed: PT0.1S to PT30S");
    }
    return discovery.ask(wait);
  }

  @Override
  public StationReport check(URI address, String username, char[] password)
      throws VestibuleException, InterruptedException {
    OnvifTarget target = OnvifTarget.of(checked(address), user(username), ANSWER);
    byte[] secret = utf8(password);
    try (OnvifClient client = new OnvifClient(target, secret::clone, out)) {
      return new StationCheck(client).run();
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static URI checked(URI address) throws VestibuleException {
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    boolean plain =
        address.getHost() != null
            && address.getRawUserInfo() == null
            && address.getRawQuery() == null
            && address.getRawFragment() == null
            && address.toString().length() <= 300;
    if (!web || !plain) {
      throw invalid("address", "no plain address", "http://HOST or https://HOST, without a login");
    }
    String path = address.getRawPath();
    return path.equals("/")
        ? URI.create(address.getScheme() + "://" + address.getRawAuthority())
        : address;
  }

  private static String user(String name) throws VestibuleException {
    if (name.length() > 64 || !name.matches("[ -~&&[^:]]*")) {
      throw invalid("user", "a name that devices do not take", "64 signs of ASCII without ':'");
    }
    return name;
  }

  private static VestibuleException invalid(String input, String found, String allowed) {
    return new VestibuleException(
        "address-invalid", input, found, allowed, "Try http://192.0.2.20, for example.");
  }

  private static byte[] utf8(char[] password) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }
}
