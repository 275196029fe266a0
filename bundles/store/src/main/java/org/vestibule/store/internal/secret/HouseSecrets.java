// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.secret;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.api.store.Secrets;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Secrets on a shelf of their own; a bundle has them through {@link PartSecrets}. A change is in
 * the audit before it is done, by name and without the value; what the audit cannot take does not
 * happen. Thread-safe; holds no lock.
 */
@Component(service = {HouseSecrets.class, SubjectVault.Follower.class})
public final class HouseSecrets implements SubjectVault.Follower {
  private static final String SHELF = "secrets";

  private final SealedShelves shelves;
  private final SecretParts parts;
  private final Consumer<String> news;
  private final ExecutorService messenger =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "vestibule-secret-news");
            thread.setDaemon(true);
            return thread;
          });

  /** The audit, which may be replaced while this runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  /** Uses the shelves of this bundle. */
  @Activate
  public HouseSecrets(@Reference SealedShelves shelves, BundleContext context) {
    this(
        shelves,
        new SecretParts(shelves, () -> SecretParts.installed(context)),
        new SecretNews(context));
  }

  HouseSecrets(SealedShelves shelves, SecretParts parts, Consumer<String> news) {
    this.shelves = shelves;
    this.parts = parts;
    this.news = news;
  }

  /** Tells nobody any more. */
  @Deactivate
  public void stop() {
    messenger.shutdownNow();
  }

  /** Returns to which part each belongs. */
  SecretParts parts() {
    return parts;
  }

  Optional<byte[]> get(String name) throws VestibuleException {
    return shelves.get(SHELF, name);
  }

  void put(String name, byte[] value) throws VestibuleException {
    Identifier.require("secret", name);
    if (value.length == 0 || value.length > Secrets.MAX_BYTES) {
      throw new VestibuleException(
          value.length == 0 ? "value-empty" : "value-too-long",
          "secret " + name,
          value.length + " bytes",
          "1 to " + Secrets.MAX_BYTES + " bytes",
          "Take another one.");
    }
    record("secret-put", name);
    if (!names().contains(name)) {
      parts.named(name);
    }
    shelves.put(SHELF, name, value);
    news.accept(name);
  }

  boolean remove(String name) throws VestibuleException {
    Identifier.require("secret", name);
    if (!names().contains(name)) {
      return false;
    }
    record("secret-removed", name);
    boolean removed = shelves.remove(SHELF, name);
    parts.forget(name);
    news.accept(name);
    return removed;
  }

  List<String> names() throws VestibuleException {
    return shelves.keys(SHELF);
  }

  /** The vault holds a lock while it tells this; those who are told then ask for secrets. */
  @Override
  public void vaultOpened() {
    try {
      messenger.execute(() -> news.accept(""));
    } catch (RejectedExecutionException e) {
      // Whoever comes after this stopped asks by themselves.
      org.slf4j.LoggerFactory.getLogger(HouseSecrets.class).debug("Stopped meanwhile", e);
    }
  }

  /** Nothing that was opened is kept here. */
  @Override
  public void vaultLocked() {}

  private void record(String action, String name) throws VestibuleException {
    AuditTrail present = audit;
    if (present == null) {
      throw new VestibuleException(
          "audit-unwritable", "audit", "no audit", "one that can be written", "Try again.");
    }
    present.record(Acting.now().subject(), action, Map.of("secret", name));
  }
}
