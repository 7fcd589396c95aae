package main

type Pot struct {
	goal func() int
	paid map[string]int
}

func NewPot(goal func() int) *Pot {
	return &Pot{goal: goal, paid: make(map[string]int)}
}

func (p *Pot) Pay(name string, amount int) bool {
	total, _ := p.Paid()
	if amount < 1 || total+amount > p.goal() {
		return false
	}
	p.paid[name] += amount
	return true
}

func (p *Pot) Paid() (total int, names int) {
	for _, amount := range p.paid {
		total += amount
	}
	return total, len(p.paid)
}
