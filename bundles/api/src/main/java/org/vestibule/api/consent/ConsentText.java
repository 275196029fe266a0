// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

/**
 * What somebody reads before they agree.
 *
 * @param purpose what it is about
 * @param version names it, for example {@code eu-unlock-1}; a changed text has another one
 * @param language BCP 47, for example {@code de}
 * @param body the words, plain text
 * @param sha256 of the words in UTF-8, 64 hex digits: what was agreed to can be shown later
 */
public record ConsentText(
    Purpose purpose, String version, String language, String body, String sha256) {}
