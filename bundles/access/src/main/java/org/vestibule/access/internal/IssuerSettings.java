// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The issuer whose tokens count.
 *
 * @param issuer exactly as its tokens say it
 * @param audience what a token's {@code aud} must name
 * @param building what a token's building must be
 * @param algorithms the signatures that are accepted
 * @param anyType whether a token's {@code typ} may be another than {@code at+jwt}
 * @param skew how far clocks may differ
 * @param fresh how often keys are fetched
 * @param good how long the last keys count while the issuer does not answer
 * @param clientId this gateway at the issuer; empty for none
 */
record IssuerSettings(
    URI issuer,
    String audience,
    String building,
    Set<String> algorithms,
    boolean anyType,
    Duration skew,
    Duration fresh,
    Duration good,
    Claims claims,
    String clientId,
    Optional<Path> clientSecret,
    String scope) {
  /** What the claims of this house are called. */
  record Claims(String grants, String building, String person) {}

  private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");
  private static final int LONG = 400;
  private static final int SHORT = 200;

  /** Reads it; empty when no issuer is set. */
  static Optional<IssuerSettings> of(SettingsReader reader) throws VestibuleException {
    String issuer = reader.text("issuer", LONG, "");
    String audience = reader.text("audience", SHORT, "vestibule");
    String building = reader.name("building", "none", "maple-street-7");
    List<String> algorithms = reader.list("algorithms", ALGORITHMS.size(), ALGORITHMS);
    for (String algorithm : algorithms) {
      if (!ALGORITHMS.contains(algorithm)) {
        throw invalid("algorithms", "'" + algorithm + "'", String.join(", ", ALGORITHMS), "ES256");
      }
    }
    IssuerSettings settings =
        new IssuerSettings(
            issuer.isEmpty() ? URI.create("") : address(issuer),
            audience,
            building,
            Set.copyOf(algorithms),
            reader.flag("anyJwtType", false),
            Duration.ofSeconds(reader.integer("clockSkewSeconds", 0, 300, 60)),
            Duration.ofMinutes(reader.integer("keysFreshMinutes", 5, 1440, 60)),
            Duration.ofHours(reader.integer("keysGoodHours", 1, 168, 24)),
            new Claims(
                reader.text("grantsClaim", SHORT, "vestibule_grants"),
                reader.text("buildingClaim", SHORT, "vestibule_building"),
                reader.text("personClaim", SHORT, "vestibule_person")),
            reader.text("clientId", SHORT, ""),
            reader.path("clientSecretFile", LONG),
            reader.text("scope", SHORT, "openid"));
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    if (algorithms.isEmpty()) {
      throw invalid("algorithms", "nothing", String.join(", ", ALGORITHMS), "ES256");
    }
    if (building.equals("none")) {
      throw invalid("building", "nothing", "this building's name with an issuer", "maple-street-7");
    }
    return Optional.of(settings);
  }

  private static URI address(String text) throws VestibuleException {
    try {
      URI uri = URI.create(text);
      if (trusted(uri) && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw invalid(
        "issuer",
        "no such address",
        "https, or http on this machine, without user, query and fragment",
        "https://login.example.org");
  }

  /** Whether a secret may be sent there: encrypted, or not leaving this machine. */
  static boolean trusted(URI uri) {
    String host = uri.getHost();
    return host != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && ("https".equals(uri.getScheme())
            || "http".equals(uri.getScheme())
                && (host.equals("localhost") || Origin.of(host).loopback()));
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        AccessConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
