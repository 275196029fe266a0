// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.papers.Papers;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Pseudonyms;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.api.privacy.Retention;
import org.vestibule.api.store.Backups;
import org.vestibule.api.store.Vault;

/** People, consent and the vault in memory, for the people of a {@link SampleHouse}. */
final class SampleTrust {
  static final String PSEUDONYM = "subject-00000000-0000-0000-0000-000000000001";
  private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");

  final Trust trust = new Trust();
  final SampleAccess access = new SampleAccess();
  final SampleSecrets secrets = new SampleSecrets();
  final SampleShelves shelves = new SampleShelves();
  final List<String> deeds = new CopyOnWriteArrayList<>();
  final List<Consent> ledger = new CopyOnWriteArrayList<>();
  final List<ErasureReceipt> receipts = new CopyOnWriteArrayList<>();
  final List<EgressBroker.Report> sent =
      new CopyOnWriteArrayList<>(
          List.of(
              new EgressBroker.Report(
                  "mqtt",
                  "org.vestibule.integrations.messaging",
                  Map.of(DataClass.EVENT, 120L),
                  300,
                  0,
                  List.of(new EgressBroker.Host("broker.example", 8883, true)))));

  /** Of whom somebody else holds something that cannot be dropped. */
  final Set<PersonId> stuck = ConcurrentHashMap.newKeySet();

  /** What the building is called. */
  volatile Supplier<String> building = () -> "";

  private final SampleHouse house;
  private boolean open = true;

  SampleTrust(SampleHouse house) {
    this.house = house;
    trust.authentication = access;
    trust.accounts = access;
    trust.consents = new KeptConsents();
    trust.erasure = new KeptErasure();
    trust.tenancies = new KeptTenancies();
    trust.vault = new KeptVault();
    trust.backups = new KeptBackups();
    trust.site = new EuSite();
    trust.retention = new KeptRetention();
    trust.egress = new Counted();
    trust.papers = new Drafts();
    trust.pseudonyms = new Known();
    trust.copies = this::copy;
    trust.secrets = secrets;
    trust.shelves = shelves;
  }

  /** Notes what was done and who acted. */
  private void done(String what) {
    deeds.add(Acting.now().subject() + ": " + what);
  }

  private void known(PersonId person) throws VestibuleException {
    if (!house.people.containsKey(person)) {
      throw SampleAccess.refused("unknown-person");
    }
  }

  private void copy(PersonId person, OutputStream zip)
      throws VestibuleException, java.io.IOException {
    known(person);
    done("copy " + person);
    zip.write("PK of one person".getBytes(StandardCharsets.US_ASCII));
  }

  private final class Known implements Pseudonyms {
    @Override
    public Optional<String> of(PersonId person) {
      return Optional.of(PSEUDONYM);
    }

    @Override
    public Optional<PersonId> whose(String pseudonym) {
      return Optional.of(new PersonId("ada-brandt")).filter(id -> pseudonym.equals(PSEUDONYM));
    }
  }

  private final class KeptConsents implements ConsentLedger {
    @Override
    public Consent grant(ConsentWish wish) throws VestibuleException {
      if (wish.textVersion().equals("none-such")) {
        throw SampleAccess.refused("unknown-text");
      }
      Consent line =
          new Consent(
              "c-" + ledger.size(),
              wish.person(),
              wish.purpose(),
              wish.textVersion(),
              "00",
              wish.language(),
              wish.channel(),
              Optional.of(wish.signature()),
              AT,
              Acting.now().subject(),
              Optional.empty(),
              Optional.empty());
      ledger.add(line);
      return line;
    }

    @Override
    public boolean withdraw(PersonId person, Purpose purpose) {
      done("withdraw " + person + " " + purpose.label());
      List<Consent> held =
          of(person).stream().filter(line -> line.inForce() && line.purpose() == purpose).toList();
      ledger.replaceAll(line -> held.contains(line) ? withdrawn(line) : line);
      return !held.isEmpty();
    }

    private Consent withdrawn(Consent line) {
      return new Consent(
          line.id(),
          line.person(),
          line.purpose(),
          line.textVersion(),
          line.textSha256(),
          line.language(),
          line.channel(),
          line.signature(),
          line.givenAt(),
          line.by(),
          Optional.of(AT),
          Optional.of(Acting.now().subject()));
    }

    @Override
    public List<Consent> of(PersonId person) {
      return ledger.stream().filter(line -> line.person().equals(person)).toList();
    }

    @Override
    public List<ConsentText> texts() {
      return List.of(
          new ConsentText(Purpose.UNLOCK, "eu-unlock-1", "en", "I agree", "00"),
          new ConsentText(Purpose.UNLOCK, "eu-unlock-1", "de", "Ich stimme zu", "01"),
          new ConsentText(Purpose.VISIT_LOG, "eu-visit-log-1", "en", "Keep my visits", "02"));
    }
  }

  private final class KeptErasure implements Erasure {
    @Override
    public ErasureReceipt erase(PersonId person, String reason) throws VestibuleException {
      known(person);
      if (stuck.contains(person)) {
        throw SampleAccess.refused("erasure-incomplete");
      }
      house.people.remove(person);
      done("erase " + person + " " + reason);
      ErasureReceipt receipt =
          new ErasureReceipt(
              "r-1", PSEUDONYM, AT, reason, Map.of("store", 3), "00", 2, 7, "11", "AA==");
      receipts.add(0, receipt);
      return receipt;
    }

    @Override
    public Verification verify(ErasureReceipt receipt) {
      boolean ours = receipt.id().equals("r-1");
      return new Verification(
          ours,
          List.of(new Check("key", ours, ours ? "The key is gone" : "No such receipt is known")));
    }

    @Override
    public List<ErasureReceipt> receipts() {
      return receipts;
    }
  }

  private final class KeptTenancies implements Tenancies {
    private final Map<PersonId, LocalDate> lastDays = new ConcurrentHashMap<>();
    private final Map<PersonId, Suspension> suspended = new ConcurrentHashMap<>();

    @Override
    public void endsOn(PersonId person, Optional<LocalDate> lastDay) throws VestibuleException {
      known(person);
      done("ends " + person + " " + lastDay.map(LocalDate::toString).orElse("never"));
      lastDays.remove(person);
      lastDay.ifPresent(day -> lastDays.put(person, day));
    }

    @Override
    public void suspend(PersonId person, String why) throws VestibuleException {
      known(person);
      done("suspend " + person + " " + why);
      suspended.put(person, new Suspension(AT, why));
    }

    @Override
    public void resume(PersonId person) throws VestibuleException {
      known(person);
      if (suspended.remove(person) == null) {
        throw SampleAccess.refused("not-suspended");
      }
      done("resume " + person);
    }

    @Override
    public List<PersonId> present(Set<PersonId> present, int mostLeaving)
        throws VestibuleException {
      List<PersonId> gone = new ArrayList<>(house.people.keySet());
      gone.removeAll(present);
      if (gone.size() > mostLeaving) {
        throw SampleAccess.refused("feed-suspicious");
      }
      return gone;
    }

    @Override
    public List<Tenancy> tenancies() {
      return house.people.keySet().stream().map(this::tenancy).toList();
    }

    private Tenancy tenancy(PersonId id) {
      Optional<Suspension> why = Optional.ofNullable(suspended.get(id));
      return new Tenancy(
          id,
          Optional.ofNullable(lastDays.get(id)),
          Optional.of(LocalDate.parse("2026-01-01")),
          why,
          why.map(each -> each.since().plus(Duration.ofDays(30))));
    }
  }

  private final class KeptVault implements Vault {
    @Override
    public State state() {
      return new State(open, "key-file", house.people.size(), 4, Optional.of(AT));
    }

    @Override
    public void lock() {
      open = false;
    }

    @Override
    public void open(Optional<char[]> passphrase) throws VestibuleException {
      if (passphrase.isPresent()) {
        throw SampleAccess.refused("passphrase-wrong");
      }
      open = true;
    }

    @Override
    public void rotate() throws VestibuleException {
      if (!open) {
        throw SampleAccess.refused("vault-locked");
      }
      done("rotate");
    }

    @Override
    public void copyKeyring(java.nio.file.Path file) {
      done("copy-keyring");
    }
  }

  private final class KeptBackups implements Backups {
    @Override
    public Backup make() {
      return list().get(0);
    }

    @Override
    public List<Backup> list() {
      return List.of(new Backup(Path.of("/data/backups/b-1.zip"), AT, 4096, 1, 20));
    }

    @Override
    public Backup check(Path file) {
      return list().get(0);
    }

    @Override
    public Restored restore(Path file) {
      done("restore " + file.getFileName());
      return new Restored(list().get(0), Path.of("/data/backups/b-2.zip"), 20, 1);
    }
  }

  private final class EuSite implements SiteLaw {
    @Override
    public String building() {
      return building.get();
    }

    @Override
    public SiteProfile profile() {
      return new SiteProfile(
          "eu",
          "European Union",
          Set.of(ConsentWish.Channel.PAPER),
          Set.of(DataKind.PHOTO),
          Map.of(DataKind.VISIT, Duration.ofDays(30)),
          Duration.ofDays(180),
          Duration.ofDays(14),
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
              Optional.of(LocalDate.parse("2018-05-25")),
              "EUR-Lex",
              LocalDate.parse("2026-01-01")));
    }
  }

  private final class KeptRetention implements Retention {
    private int visits = 2;

    @Override
    public List<Rule> rules() {
      return List.of(
          new Rule("template", Duration.ofDays(1095), "profile eu"),
          new Rule("photo", Duration.ZERO, "never kept: profile eu"),
          new Rule("visit", Duration.ofDays(30), "setting visitDays"),
          new Rule("audit", Duration.ofDays(365), "profile eu"));
    }

    @Override
    public Map<String, Integer> due() {
      return Map.of("template", 0, "photo", 0, "visit", visits);
    }

    @Override
    public Run run() {
      done("retention");
      visits = 0;
      return new Run(AT, Map.of("visit", 2), List.of());
    }

    @Override
    public Optional<Run> last() {
      return Optional.of(new Run(AT, Map.of("visit", 1), List.of()));
    }
  }

  private final class Counted implements EgressBroker {
    @Override
    public Egress open(String bundle, Sink sink) throws VestibuleException {
      throw SampleAccess.refused("egress-denied");
    }

    @Override
    public List<Report> reports() {
      return sent;
    }

    @Override
    public Instant since() {
      return AT;
    }
  }

  private static final class Drafts implements Papers {
    private volatile Optional<SignOff> signed = Optional.empty();

    @Override
    public Paper paper(Kind kind, String language) {
      String title = kind.name().charAt(0) + PapersResource.label(kind).substring(1);
      String text =
          """
          # %s

          This is a draft that the gateway made. **Nobody** has checked it; see `etc`.

          ## How long

          | what | at most | because |
          |---|---|---|
          | template | 1095 days | profile eu |
          | <b>markup</b> | 1 day | _to be filled in_ |

          - Stays here.
          - Names nobody.
          """
              .formatted(title.replace('-', ' '));
      return new Paper(kind, language, text, "{\"facts\":1}", "abc");
    }

    @Override
    public List<Drift> drift() {
      if (signed.isPresent()) {
        return List.of();
      }
      return List.of(new Drift("sink-added", "The sink mqtt was added", AT));
    }

    @Override
    public SignOff signOff(String digest, String note) throws VestibuleException {
      if (!digest.equals("abc")) {
        throw SampleAccess.refused("papers-changed");
      }
      signed = Optional.of(new SignOff(digest, Acting.now().subject(), AT, note));
      return signed.get();
    }

    @Override
    public Optional<SignOff> lastSignOff() {
      return signed;
    }
  }
}
