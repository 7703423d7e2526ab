export function Footer() {
  return (
    <footer class="mt-10 border-line border-t pt-6 pb-28 text-muted text-sm md:pb-8">
      <div class="mx-auto grid max-w-[84rem] gap-3 px-3 md:px-5 sm:grid-cols-[auto_1fr] sm:gap-5">
        <p
          class="grid size-11 place-items-center rounded-full border-2 border-edge font-bold text-ink"
          aria-hidden="true"
        >
          18+
        </p>
        <div class="max-w-prose">
          <p>
            <span class="sr-only">Only for people aged 18 or older. </span>
            Bet only what you can afford to lose, and stop when it is no longer fun. If betting is
            troubling you or somebody near you, ask for help early.
          </p>
          <p class="mt-1">
            <a class="quiet-link inline-grid min-h-8 items-center" href="/limits">
              Limits and breaks
            </a>
          </p>
          <p class="mt-2">
            Scores and prices in play can reach you with a delay. A bet stands at the price that its
            confirmation shows.
          </p>
        </div>
      </div>
    </footer>
  );
}
