// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgreementTest {
  private final Agreement agreement = new Agreement();

  @Test
  void oneReadingAloneIsNothing() {
    assertThat(agreement.next("I have a package")).isEmpty();
  }

  @Test
  void whatTwoReadingsShareIsToldOnceAndGrows() {
    agreement.next("I have a pack.");
    assertThat(agreement.next("I have a package for")).contains("I have a");
    assertThat(agreement.next("I have a package for Anna")).contains("I have a package for");
    assertThat(agreement.next("I have a package for Anna")).contains("I have a package for Anna");
    assertThat(agreement.next("I have a package for Anna.")).isEmpty();
  }

  @Test
  void whatWasToldIsNotTakenBack() {
    agreement.next("open the door");
    agreement.next("open the door");
    assertThat(agreement.next("often the door is")).isEmpty();
    assertThat(agreement.next("often the door is shut")).isEmpty();
    assertThat(agreement.next("")).isEmpty();
  }
}
