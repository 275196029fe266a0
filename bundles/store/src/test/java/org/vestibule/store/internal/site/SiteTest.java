// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.status.Status;

class SiteTest {
  private static final List<Profile> PROFILES = SiteFiles.profiles();

  @ParameterizedTest
  @CsvSource({
    "templateDays, 731, 1 to 730",
    "photoDays, 4, 1 to 3",
    "auditDays, 30, 183 to 1095",
    "backupDays, -1, a whole number from 0",
    "inactivityDays, 366, 1 to 365",
    "visitDays, soon, a whole number",
    "profile, mars, 'eu, us-illinois, clinic, none'",
    "language, tlh, 'de, en, es, fr, it'",
    "refused, thoughts, transcript",
    "releaseChannels, handshake, 'e-signature, own-account, paper'",
    "templatesDays, 3, templateDays"
  })
  void whatWouldLoosenTheProfileOrMeansNothingIsRefused(String key, String value, String bound) {
    assertThatThrownBy(() -> SiteSettings.of(Map.of(key, value), PROFILES))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "configuration-invalid")
        .hasMessageContaining(key)
        .hasMessageContaining(bound);
  }

  @Test
  void aNameThatIsTooLongIsRefusedAndTheOneBeforeStays() {
    SiteComponent site = new SiteComponent(Map.of("building", " Maple Street 7 "));
    assertThat(site.building()).isEqualTo("Maple Street 7");
    site.configure(Map.of("building", "x".repeat(81)));
    assertThat(site.building()).isEqualTo("Maple Street 7");
    assertThat(site.status().sentence()).contains("building").contains("at most 80");
    site.configure(Map.of());
    assertThat(site.building()).isEmpty();
  }

  @Test
  void aClinicCannotBeMadeToKeepWords() {
    assertThatThrownBy(
            () -> SiteSettings.of(Map.of("profile", "clinic", "transcriptDays", 1), PROFILES))
        .hasMessageContaining("transcriptDays")
        .hasMessageContaining("the profile keeps none");
  }

  @Test
  void aProfileIsTightened() throws Exception {
    Profile tightened =
        SiteSettings.of(
                Map.of(
                    "templateDays",
                    100,
                    "refused",
                    "photo",
                    "releaseChannels",
                    new String[] {"e-signature"},
                    "erasureDelayDays",
                    "7"),
                PROFILES)
            .profile();
    assertThat(tightened.law().retention())
        .containsEntry(DataKind.TEMPLATE, Duration.ofDays(100))
        .containsEntry(DataKind.PHOTO, Duration.ZERO)
        .containsEntry(DataKind.VISIT, Duration.ofDays(30));
    assertThat(tightened.law().releaseChannels()).containsExactly(Channel.E_SIGNATURE);
    assertThat(tightened.law().erasureDelay()).isEqualTo(Duration.ofDays(7));
  }

  /** What makes the kinds of sites different; whoever changes a profile changes this on purpose. */
  @Test
  void theProfilesDifferAsTheyShould() {
    assertThat(PROFILES)
        .extracting(SiteTest::gist)
        .containsExactly(
            "eu: e-signature own-account paper; keeps no -; template 730 photo 3 visit 30;"
                + " inactive 365 erased 30; first release false",
            "us-illinois: e-signature paper; keeps no -; template 1094 photo 3 visit 30;"
                + " inactive 730 erased 30; first release true",
            "clinic: e-signature paper; keeps no transcript utterance; template 365 photo 1 visit"
                + " 30; inactive 180 erased 14; first release true",
            "none: e-signature own-account paper; keeps no -; template 1095 photo 30 visit 365;"
                + " inactive 0 erased 30; first release false");
  }

  @Test
  void withoutAConfigurationTheUnionsProfileHolds() {
    SiteComponent site = new SiteComponent(Map.of());
    assertThat(site.profile().name()).isEqualTo("eu");
    assertThat(site.status().state()).isEqualTo(Status.State.READY);
    site.configure(Map.of("profile", "us-illinois"));
    site.configure(Map.of("profile", "mars"));
    assertThat(site.profile().name()).isEqualTo("us-illinois");
    assertThat(site.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(site.status().sentence()).contains("mars").contains("us-illinois holds");
  }

  @Test
  void whereFacesAreSearchedPeopleReadThatTheyAre() {
    SiteComponent site = new SiteComponent(Map.of("profile", "us-illinois"));
    String claimed = unlock(site);
    site.addSearcher(null);
    String searched = unlock(site);
    assertThat(claimed).contains("compared with my own template").doesNotContain("everybody");
    assertThat(searched).contains("templates of everybody").contains("written release");
    site.removeSearcher(null);
    assertThat(unlock(site)).isEqualTo(claimed);
  }

  @Test
  void everyPurposeHasATextInEachLanguageUnlessNothingOfItIsKept() {
    for (Profile profile : PROFILES) {
      for (boolean search : new boolean[] {false, true}) {
        Set<String> offered =
            new TextShelf()
                .of(profile, search).stream()
                    .map(text -> text.purpose().label() + " " + text.language())
                    .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted = new TreeSet<>();
        for (Purpose purpose : Purpose.values()) {
          if (!profile.law().refused().contains(DataKind.UTTERANCE)
              || purpose != Purpose.TRAINING) {
            SiteSettings.LANGUAGES.forEach(each -> wanted.add(purpose.label() + " " + each));
          }
        }
        assertThat(offered).as(profile.name()).isEqualTo(wanted);
      }
    }
  }

  @Test
  void wordsThatWereChangedWithoutANewVersionAreFound() throws Exception {
    ConsentText text = new SiteComponent(Map.of()).text("house-unlock-1", "en").orElseThrow();
    byte[] changed = text.body().replace("not sold", "sold").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> TextShelf.checked(Purpose.UNLOCK, "house-unlock-1", "en", changed, text.sha256()))
        .hasMessageContaining("needs a new version");
  }

  @Test
  void everyLawOfAProfileIsInTheFileAndSaysWhereItWasRead() {
    Map<String, Regulation> laws =
        SiteFiles.regulations().stream().collect(Collectors.toMap(Regulation::id, law -> law));
    PROFILES.forEach(profile -> assertThat(laws.keySet()).containsAll(profile.law().regulations()));
    assertThat(laws.values()).allSatisfy(law -> assertThat(law.source()).isNotBlank());
    assertThat(new SiteComponent(Map.of("profile", "us-illinois")).regulations())
        .extracting(Regulation::id)
        .containsExactly("bipa", "bipa-2024");
  }

  @Test
  void formAndEnforcementSayTheSame() throws Exception {
    SiteSettings defaults = SiteSettings.defaults(PROFILES);
    for (Method attribute : SiteConfig.class.getDeclaredMethods()) {
      String key = attribute.getName();
      assertThat(SiteSettings.of(Map.of(key, attribute.getDefaultValue()), PROFILES))
          .as(key)
          .isEqualTo(defaults);
    }
    assertThat(SiteConfig.class.getDeclaredMethods()).hasSize(15);
  }

  private static String unlock(SiteComponent site) {
    return site.texts().stream()
        .filter(text -> text.purpose() == Purpose.UNLOCK && text.language().equals("en"))
        .map(ConsentText::body)
        .collect(Collectors.joining("\n---\n"));
  }

  private static String gist(Profile profile) {
    var law = profile.law();
    String channels =
        law.releaseChannels().stream()
            .map(Channel::label)
            .sorted()
            .collect(Collectors.joining(" "));
    String refused =
        law.refused().stream().map(DataKind::label).sorted().collect(Collectors.joining(" "));
    return String.format(
        "%s: %s; keeps no %s; template %d photo %d visit %d; inactive %d erased %d; first release %s",
        law.name(),
        channels,
        refused.isEmpty() ? "-" : refused,
        law.retention().get(DataKind.TEMPLATE).toDays(),
        law.retention().get(DataKind.PHOTO).toDays(),
        law.retention().get(DataKind.VISIT).toDays(),
        law.inactivity().toDays(),
        law.erasureDelay().toDays(),
        profile.releaseBeforeCapture());
  }
}
