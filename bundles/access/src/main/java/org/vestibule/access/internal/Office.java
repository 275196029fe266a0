// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * What the services of this bundle share: the parts, and the configuration in force. A new
 * configuration is taken at once and whole; one that makes no sense is refused, the last good one
 * stays, and the status says why. Thread-safe.
 */
@Component(service = Office.class, configurationPid = AccessConfig.PID)
@Designate(ocd = AccessConfig.class)
public final class Office {
  private static final Logger LOG = LoggerFactory.getLogger(Office.class);

  final Clock clock;
  final LongSupplier nanos;
  final AccountShelf shelf;
  final Passwords passwords;
  final AccountForm form;
  final SecondFactors factors;
  final Lockout lockout;
  final Trail trail;
  final BoxToken boxToken;
  final SetupCode setupCode;
  final Logins logins = new Logins();

  private final Surroundings surroundings;
  private volatile Settings settings;
  private volatile Optional<Issuer> issuer = Optional.empty();
  private volatile Optional<String> refused = Optional.empty();

  /** Starts with the configuration that is there. */
  @Activate
  public Office(@Reference Surroundings surroundings, Map<String, Object> properties) {
    this(
        surroundings,
        properties,
        Path.of(System.getProperty("vestibule.data", "vestibule")).toAbsolutePath(),
        Passwords.STANDARD,
        Clock.systemUTC(),
        System::nanoTime);
  }

  Office(
      Surroundings surroundings,
      Map<String, Object> properties,
      Path data,
      Passwords.Cost cost,
      Clock clock,
      LongSupplier nanos) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.nanos = nanos;
    shelf = new AccountShelf(surroundings);
    passwords = new Passwords(cost);
    form = new AccountForm(passwords, clock);
    factors = new SecondFactors(clock);
    lockout = new Lockout(clock);
    trail = new Trail(surroundings, nanos);
    boxToken = new BoxToken(new SecretFile(data, "operator.token"));
    setupCode = new SetupCode(data);
    // A token that somebody switched off stays off, however wrong the rest is.
    settings =
        new Settings(!"false".equals(String.valueOf(properties.get("boxToken"))), Optional.empty());
    configure(properties);
    boxToken.ensure();
  }

  /** Takes another configuration. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      Settings next = Settings.of(properties);
      settings = next;
      issuer = next.issuer().map(each -> Issuer.of(each, surroundings, clock, nanos));
      refused = Optional.empty();
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      refused = Optional.of(e.getMessage());
    }
  }

  Settings settings() {
    return settings;
  }

  Optional<Issuer> issuer() {
    return issuer;
  }

  /** Returns why the last configuration was not taken, if that is so. */
  Optional<String> refused() {
    return refused;
  }

  /** Where what a restart must not forget is kept, sealed. */
  Surroundings surroundings() {
    return surroundings;
  }
}
