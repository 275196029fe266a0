// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

/**
 * A tokenised text, not padded.
 *
 * @param ids token ids
 * @param attentionMask 1 for each token
 * @param typeIds segment ids
 */
public record TokenSequence(long[] ids, long[] attentionMask, long[] typeIds) {}
