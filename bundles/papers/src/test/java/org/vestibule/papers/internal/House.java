// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelState;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Retention;
import org.vestibule.api.store.SealedShelves;

/** A house on paper, in which a test changes one thing after another. */
final class House implements AuditTrail, SealedShelves, SiteLaw, Retention, EgressBroker {
  final Set<String> bundles =
      new TreeSet<>(
          Set.of(
              "org.vestibule.core",
              "org.vestibule.store",
              "org.vestibule.access",
              "org.vestibule.egress",
              "org.vestibule.audio",
              "org.vestibule.vision",
              "org.vestibule.integrations-messaging"));
  final List<Wiring.DeclaredSink> sinks =
      new ArrayList<>(
          List.of(
              new Wiring.DeclaredSink(
                  "org.vestibule.integrations-messaging",
                  "mqtt",
                  List.of("event", "health", "personal"),
                  "Building automation")));
  final List<Permitted> permitted = new ArrayList<>();
  final List<String> audited = new ArrayList<>();
  final Map<String, byte[]> shelf = new TreeMap<>();
  Controller controller =
      new Controller("Elm Street Homes", "1 Elm Street", "privacy@elm.example", "");
  boolean locked;
  boolean auditFull;
  boolean neighboursGone;

  PapersDesk desk() {
    return new PapersDesk(
        this::wiring,
        () -> Optional.of(this),
        () -> Optional.of(this),
        Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
  }

  private Wiring wiring() {
    return neighboursGone
        ? new Wiring(
            controller,
            bundles,
            sinks,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        : new Wiring(
            controller,
            bundles,
            sinks,
            Optional.of(this),
            Optional.of(this),
            Optional.of(this),
            Optional.of(library()));
  }

  private static ModelLibrary library() {
    ModelManifest manifest =
        new ModelManifest(
            "yunet",
            "2023.3",
            1,
            Instant.EPOCH,
            "face-detection",
            "Finds faces",
            "yunet",
            List.of(),
            "MIT",
            "yes",
            "",
            "",
            List.of(),
            Optional.empty(),
            List.of(),
            Map.of());
    ModelInfo info = new ModelInfo(manifest, ModelState.values()[0], "vendor", 0, "");
    return (ModelLibrary)
        Proxy.newProxyInstance(
            House.class.getClassLoader(),
            new Class<?>[] {ModelLibrary.class},
            (proxy, method, arguments) -> List.of(info));
  }

  @Override
  public SiteProfile profile() {
    return new SiteProfile(
        "eu",
        "A building in the European Union",
        Set.of(ConsentWish.Channel.PAPER, ConsentWish.Channel.E_SIGNATURE),
        Set.of(DataKind.PHOTO),
        Map.of(),
        Duration.ofDays(365),
        Duration.ofDays(30),
        Set.of("gdpr"));
  }

  @Override
  public List<SiteProfile> profiles() {
    return List.of(profile());
  }

  @Override
  public List<Regulation> regulations() {
    return List.of(
        new Regulation(
            "gdpr",
            "General Data Protection Regulation",
            Optional.of(LocalDate.of(2018, 5, 25)),
            "OJ L 119, 4.5.2016",
            LocalDate.of(2026, 1, 1)));
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule("template", Duration.ofDays(1095), "profile eu"),
        new Rule("audit", Duration.ofDays(365), "profile eu"));
  }

  @Override
  public Run run() {
    throw new UnsupportedOperationException("papers remove nothing");
  }

  @Override
  public Optional<Run> last() {
    return Optional.empty();
  }

  @Override
  public List<Permitted> permitted() {
    return permitted;
  }

  /** Lets a sink reach a host outside. */
  void reach(String sink, String host, DataClass... classes) {
    permitted.add(new Permitted(sink, Set.of(classes), Set.of(host)));
  }

  @Override
  public Egress open(String bundle, Sink sink) {
    throw new UnsupportedOperationException("papers send nothing");
  }

  @Override
  public List<Report> reports() {
    return List.of();
  }

  @Override
  public Instant since() {
    return Instant.EPOCH;
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    if (auditFull) {
      throw new VestibuleException("audit-unwritable", "audit", "full", "room", "Make room.");
    }
    audited.add(actor + " " + action + " " + details.get("note"));
    return new AuditEntry(1, Instant.EPOCH, actor, "inside", action, details, "", "");
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return List.of();
  }

  @Override
  public long verify() {
    return 0;
  }

  @Override
  public void put(String shelfName, String key, byte[] value) throws VestibuleException {
    requireOpen();
    shelf.put(shelfName + "/" + key, value.clone());
  }

  @Override
  public Optional<byte[]> get(String shelfName, String key) throws VestibuleException {
    requireOpen();
    return Optional.ofNullable(shelf.get(shelfName + "/" + key));
  }

  @Override
  public List<String> keys(String shelfName) {
    return List.copyOf(shelf.keySet());
  }

  @Override
  public boolean remove(String shelfName, String key) {
    return shelf.remove(shelfName + "/" + key) != null;
  }

  private void requireOpen() throws VestibuleException {
    if (locked) {
      throw new VestibuleException("vault-locked", "vault", "locked", "open", "Open it.");
    }
  }
}
