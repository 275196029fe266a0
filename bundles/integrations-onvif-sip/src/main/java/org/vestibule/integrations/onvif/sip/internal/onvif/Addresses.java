// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;

/**
 * Takes the addresses that a device answers for what they are: claims of a stranger. A camera often
 * names itself by an address that leads nowhere from here, and a hostile one names somebody else.
 * So the host is the configured one. A port is kept, because devices have several; but the port at
 * which the device believes its own device service to be stands for the configured one, as behind a
 * forwarded port, and so does each port of another scheme. Immutable.
 */
final class Addresses {
  private static final int MOST_CHARACTERS = 1024;

  private final OnvifTarget target;
  private final int own;

  /**
   * @param own what the device says is its device service; empty: it has not said
   */
  Addresses(OnvifTarget target, Optional<String> own) {
    this.target = target;
    this.own = own.flatMap(Addresses::parsed).map(Addresses::port).orElse(80);
  }

  /**
   * Returns where to ask a service.
   *
   * @throws VestibuleException {@code address-untrusted}
   */
  URI service(String said) throws VestibuleException {
    URI read = checked(said, Set.of("http", "https"));
    if (target.keepHosts()) {
      return read;
    }
    URI here = target.address().url();
    boolean same = read.getScheme().equals(here.getScheme());
    int port = !same || port(read) == own ? here.getPort() : port(read);
    return built(here.getScheme(), here.getHost(), port, read);
  }

  /**
   * Returns where a stream is.
   *
   * @throws VestibuleException {@code address-untrusted}
   */
  URI stream(String said) throws VestibuleException {
    URI read = checked(said, Set.of("rtsp"));
    String host = target.keepHosts() ? read.getHost() : target.address().url().getHost();
    int port = target.rtspPort() == 0 ? read.getPort() : target.rtspPort();
    return built(read.getScheme(), host, port, read);
  }

  /** Returns scheme, host and port of an address. */
  static URI root(URI address) {
    return URI.create(address.getScheme() + "://" + address.getRawAuthority());
  }

  /** Returns path and query of an address. */
  static String path(URI address) {
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    return address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
  }

  private URI checked(String said, Set<String> schemes) throws VestibuleException {
    Optional<URI> read = parsed(said).filter(uri -> schemes.contains(uri.getScheme()));
    if (read.isEmpty()) {
      throw new VestibuleException(
          "address-untrusted",
          "address that " + target.address().shown() + " answers",
          "none of the kinds that are asked for",
          String.join(", ", new TreeSet<>(schemes)) + ", up to 1024 characters",
          "Check the network settings of the device.");
    }
    return read.get();
  }

  /** Without a login that stands in it, and without what a server never sees. */
  private static Optional<URI> parsed(String said) {
    if (said.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      // Devices that know several addresses list them: the first will do.
      URI read = new URI(said.strip().split("\\s+")[0]);
      boolean whole = read.getScheme() != null && read.getHost() != null && read.getPort() != 0;
      return whole && read.getPort() <= 65_535
          ? Optional.of(
              built(
                  read.getScheme().toLowerCase(Locale.ROOT), read.getHost(), read.getPort(), read))
          : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI built(String scheme, String host, int port, URI path) {
    String query = path.getRawQuery() == null ? "" : "?" + path.getRawQuery();
    String at = port < 0 ? "" : ":" + port;
    return URI.create(scheme + "://" + host + at + path.getRawPath() + query);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }
}
